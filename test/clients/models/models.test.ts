import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { eventually } from '../../helpers/eventually.js';
import { spawnAccord } from '../../helpers/spawn-accord.js';
import { accord, folderWith, home, MODEL, PROJECT } from './accord-models.js';

describe('accord models validate', () => {
  it('passes the starter definitions, in words and as one JSON document', async () => {
    const folder = folderWith();
    const words = await accord('models', 'validate', folder);
    expect(words).toMatchObject({ code: 0, stderr: '' });
    expect(words.stdout).toMatch(/ok: \d+ files, 0 errors, \d+ warnings\n$/);
    expect(words.stdout).not.toContain('\u001b');
    const json = await accord('--json', 'models', 'validate', folder);
    expect(JSON.parse(json.stdout)).toMatchObject({ ok: true, folder });
  });

  it('says where a mistake is, what is meant, and exits 1', async () => {
    const folder = folderWith(MODEL, (text) => text.replace('"points": 20', '"pionts": 20'));
    const words = await accord('models', 'validate', folder);
    expect(words.code).toBe(1);
    expect(words.stdout).toContain(`${join(folder, MODEL)}:31:7 error unknown-property /rules/0/pionts`);
    expect(words.stdout).toContain('Did you mean "points"?');
    expect(words.stdout).toMatch(/not ok: \d+ files, 1 error, \d+ warnings\n$/);
    const json = await accord('models', 'validate', folder, '--json');
    expect(json.code).toBe(1);
    expect(JSON.parse(json.stdout).problems).toEqual(
      expect.arrayContaining([expect.objectContaining({ code: 'unknown-property', line: 31, column: 7, path: MODEL })]),
    );
  });

  it.each([
    ['a broken file', MODEL, (text: string) => text.slice(0, -3), 'syntax'],
    [
      'a duplicate key',
      MODEL,
      (text: string) => text.replace('"language": 1,', '"language": 1, "language": 1,'),
      'duplicate-member',
    ],
    ['a file that is too big', 'reviews.json', () => ' '.repeat(3_000_000), 'file-too-big'],
    ['a byte order mark', 'routing.json', (text: string) => `\ufeff${text}`, 'byte-order-mark'],
  ])('refuses %s', async (_what, path, change, code) => {
    const { stdout, code: exit } = await accord('models', 'validate', folderWith(path, change), '--json');
    expect(exit).toBe(1);
    expect(JSON.parse(stdout).problems.map((one: { code: string }) => one.code)).toContain(code);
  });

  it('exits 1 with a sentence for a folder that is not there, and 2 with a suggestion for a word that is none', async () => {
    expect(await accord('models', 'validate', join(home, 'gone'))).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/^There is no folder .*gone'/),
    });
    expect(await accord('models', 'valdate')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Did you mean validate?'),
    });
    expect(await accord('models', 'test', '--wach')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Did you mean --watch?'),
    });
    expect(await accord('models', 'explain')).toMatchObject({ code: 2, stderr: expect.stringContaining('--model') });
  });
});

describe('accord models test', () => {
  it('runs the example leads', async () => {
    const { stdout, code } = await accord('models', 'test', folderWith());
    expect(code).toBe(0);
    expect(stdout).toMatch(/pass {2}hundred-point {2}(\d+) of \1\n/);
    expect(stdout).toMatch(/\n\d+ passed, 0 failed\n$/);
  });

  it('says expected and got, and exits 1', async () => {
    const folder = folderWith('models/icp-gate.test.json', (text) => text.replace('"fit": 40', '"fit": 41'));
    const { stdout, code } = await accord('models', 'test', folder, '--model', 'icp-gate');
    expect(code).toBe(1);
    expect(stdout).toContain("'49-employees': expected fit 41, got 40.");
    expect(stdout).not.toContain('hundred-point');
    const json = JSON.parse((await accord('models', 'test', folder, '--json')).stdout);
    expect(json).toMatchObject({ ok: false, failed: 1 });
  });

  it('does not run them where the definitions have errors, and knows no other models', async () => {
    const broken = folderWith(MODEL, (text) => text.replace('"fit"', '"fitt"'));
    expect(await accord('models', 'test', broken)).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('not run'),
    });
    expect(await accord('models', 'test', folderWith(), '--model', 'nobody')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('Known: '),
    });
  });

  it('runs them again after every change with --watch', async () => {
    const folder = folderWith();
    const running = spawnAccord(['models', 'test', folder, '--watch'], {}, home);
    await eventually(() => running.stdout().includes('0 failed'));
    const test = join(folder, 'models/icp-gate.test.json');
    writeFileSync(test, readFileSync(test, 'utf8').replace('"fit": 40', '"fit": 41'));
    await eventually(() => running.stdout().includes('1 failed'));
    running.child.kill('SIGTERM');
    expect(await running.ended).toBe(1);
  });
});

describe('accord models fmt', () => {
  it('brings files into canonical form, once', async () => {
    const folder = folderWith(MODEL, (text) => JSON.stringify(JSON.parse(text)));
    const before = readFileSync(join(PROJECT, 'scoring-models', MODEL), 'utf8');
    expect(await accord('models', 'fmt', folder, '--check')).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('would change'),
    });
    expect(await accord('models', 'fmt', folder)).toMatchObject({
      code: 0,
      stdout: `changed ${join(folder, MODEL)}\n`,
    });
    expect(readFileSync(join(folder, MODEL), 'utf8')).toBe(before);
    expect(await accord('models', 'fmt', folder, '--check')).toMatchObject({ code: 0 });
  });

  it('leaves a file that it cannot read as it is', async () => {
    const folder = folderWith(MODEL, () => '{"a": 1, "a": 2}');
    expect(await accord('models', 'fmt', folder)).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('duplicate-member'),
    });
    expect(readFileSync(join(folder, MODEL), 'utf8')).toBe('{"a": 1, "a": 2}');
  });
});
