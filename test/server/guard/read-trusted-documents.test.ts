import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildSchema } from 'graphql';
import { readConfig } from '../../../server/config.js';
import { readTrustedDocuments } from '../../../server/guard/read-trusted-documents.js';
import { StartRefused } from '../../../server/start-refused.js';

const schema = buildSchema('type Query { stages: [String!]! }');
const { limits } = readConfig({});
let folder: string;
let file: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'accord-trusted-'));
  file = join(folder, 'documents.json');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('readTrustedDocuments', () => {
  it('takes a list, and an object by name or hash', async () => {
    for (const given of [['# a\n{stages}'], { 'sha256:00': '{ stages }' }]) {
      writeFileSync(file, JSON.stringify(given));
      expect([...(await readTrustedDocuments(file, schema, limits))]).toEqual(['{\n  stages\n}']);
    }
  });

  it.each([
    ['no JSON', '{ stages }', 'must be JSON'],
    ['JSON that is no list', '"{ stages }"', 'must be JSON'],
    ['what is no text', '[{"body": "{ stages }"}]', 'document 0 cannot run: it is no text'],
    ['a field that is not there', '{"a": "{ stage }"}', 'document a cannot run: Cannot query field'],
    ['more than a document may have', JSON.stringify([`{ ${'stages '.repeat(11)} }`]), 'document 0 cannot run'],
  ])('refuses a file with %s', async (_what, text, said) => {
    writeFileSync(file, text);
    await expect(readTrustedDocuments(file, schema, limits)).rejects.toThrow(said);
    await expect(readTrustedDocuments(file, schema, limits)).rejects.toThrow(StartRefused);
  });

  it('refuses a file that is not there', async () => {
    await expect(readTrustedDocuments(join(folder, 'none'), schema, limits)).rejects.toThrow('cannot be read (ENOENT)');
  });
});
