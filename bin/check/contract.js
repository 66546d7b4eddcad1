import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema } from 'graphql';
import { importBuilt } from './built.js';
import { compareWithContract } from './compare-with-contract.js';
import { root } from './root.js';

/** schema/schema.graphql and schema/asyncapi.yaml are what the code prints, and the first keeps schema/contract.graphql but for schema/still-to-come.txt. */
export async function contract() {
  const { printAccordSchema } = await importBuilt('schema/print-schema.ts');
  const printed = printAccordSchema();
  const committed = read('schema/schema.graphql');
  const problems = compareWithContract(
    buildSchema(read('schema/contract.graphql')),
    buildSchema(printed),
    stillToCome(read('schema/still-to-come.txt')),
  );
  if (printed.trim() !== committed.trim()) {
    problems.unshift('schema/schema.graphql is not what the code prints: npm run print-schema writes it');
  }
  const { printAsyncApi } = await importBuilt('schema/print-asyncapi.ts');
  if (printAsyncApi().trim() !== read('schema/asyncapi.yaml').trim()) {
    problems.unshift('schema/asyncapi.yaml is not what the code prints: npm run print-schema writes it');
  }
  return { problems, note: `${stillToCome(read('schema/still-to-come.txt')).length} still to come` };
}

function read(path) {
  try {
    return readFileSync(join(root, path), 'utf8');
  } catch {
    return '';
  }
}

function stillToCome(text) {
  return text
    .split('\n')
    .map((line) => line.replace(/#.*/, '').trim())
    .filter(Boolean);
}
