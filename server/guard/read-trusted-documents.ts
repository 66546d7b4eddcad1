import { readFile } from 'node:fs/promises';
import type { GraphQLSchema } from 'graphql';
import { print, validate } from 'graphql';
import { StartRefused } from '../start-refused.js';
import type { DocumentLimits } from './parse-document.js';
import { parseDocument } from './parse-document.js';

/**
 * The documents of ACCORD_TRUSTED_DOCUMENTS as graphql prints them, so that spaces and comments do not matter.
 * @throws StartRefused where the file cannot be read, is not JSON of that form, or a document would not run anyway
 */
export async function readTrustedDocuments(
  file: string,
  schema: GraphQLSchema,
  limits: DocumentLimits,
): Promise<ReadonlySet<string>> {
  const known = new Set<string>();
  for (const [name, text] of Object.entries(await readTexts(file))) {
    try {
      if (typeof text !== 'string') throw new Error('it is no text');
      const document = parseDocument(text, limits);
      const [problem] = validate(schema, document);
      if (problem) throw problem;
      known.add(print(document));
    } catch (error) {
      throw refused(file, `its document ${name} cannot run: ${(error as Error).message}`);
    }
  }
  return known;
}

async function readTexts(file: string): Promise<object> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw refused(file, `it cannot be read (${error.code})`);
  });
  const parsed = readJson(text);
  if (typeof parsed === 'object' && parsed !== null) return parsed;
  throw refused(file, 'it must be JSON, a list of GraphQL documents or an object of them by name');
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function refused(file: string, why: string): StartRefused {
  return new StartRefused(`ACCORD_TRUSTED_DOCUMENTS names ${file}, but ${why}.`);
}
