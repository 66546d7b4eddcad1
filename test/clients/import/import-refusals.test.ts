import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { spawnAccord } from '../../helpers/spawn-accord.js';

const MAPPING = {
  language: 1,
  key: 'crm',
  system: 'crm',
  files: [{ key: 'leads', file: 'leads.csv', lead: { externalId: 'id' }, fields: { email: 'email' } }],
};
const HEADER = 'id,email,source\n';
const folder = mkdtempSync(join(tmpdir(), 'accord-import-refusals-'));

function write(name: string, content: string | Buffer): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

async function refusal(path: string, ...more: string[]): Promise<{ code: unknown; lines: string[] }> {
  const mapping = write('mapping.json', JSON.stringify(MAPPING));
  const env = { ACCORD_URL: 'http://127.0.0.1:1', ACCORD_TOKEN: 'none' };
  const { ended, stderr } = spawnAccord(['import', path, '--mapping', mapping, ...more], env, folder);
  const code = await ended;
  return { code, lines: stderr().trim().split('\n') };
}

describe('an import that is refused before anything is sent', () => {
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('would write bad rows over what it reads', async () => {
    const corrected = write('errors.csv', `reason,level,file,line,${HEADER}x,error,leads,2,1,a@one.example,ads\n`);
    const { code, lines } = await refusal(corrected);
    expect({ code, lines }).toEqual({ code: 1, lines: [expect.stringContaining('written over it')] });
    expect(readFileSync(corrected, 'utf8')).toContain('a@one.example');
    rmSync(corrected);
  });

  it('would write bad rows over a file no import wrote', async () => {
    const notes = write('notes.csv', 'mine,own\n');
    const { code, lines } = await refusal(write('leads.csv', `${HEADER}1,a@one.example,ads\n`), '--errors', notes);
    expect({ code, lines }).toEqual({ code: 1, lines: [expect.stringContaining('no errors file of an import')] });
    expect(readFileSync(notes, 'utf8')).toBe('mine,own\n');
  });

  it.each<[string, string | Buffer, string]>([
    ['divided otherwise', HEADER.replaceAll(',', ';'), 'divides its columns by ";", not by ","'],
    ['UTF-16', Buffer.from(`\uFEFF${HEADER}`, 'utf16le'), '"encoding": "utf16le"'],
    ['with CR alone', 'source,id,email\rads,1,a@one.example\r', 'ends its lines with CR alone'],
    ['with a column twice', `id,${HEADER}`, "has several columns 'id'"],
  ])('reads a file that is %s, and says in one sentence how to mend it', async (_, content, sentence) => {
    const { code, lines } = await refusal(write('odd.csv', content));
    expect({ code, lines }).toEqual({ code: 1, lines: [expect.stringContaining(sentence)] });
  });
});
