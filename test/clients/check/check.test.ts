import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { spawnAccord } from '../../helpers/spawn-accord.js';
import { accord, folderWith, MODEL, PROJECT } from '../models/accord-models.js';

const raise = (text: string): string => text.replace('"atLeast": 60', '"atLeast": 75');
const misspell = (text: string): string => text.replace('"points": 20', '"pionts": 20');

describe('accord check', () => {
  it('says what changes, how far it reaches and who must sign', async () => {
    const [before, after] = [folderWith(), folderWith('slas.json', (text) => text.replace('"PT24H"', '"PT12H"'))];
    const { stdout } = await accord('check', after, '--base', before);
    expect(stdout).toContain('slas.json\n  DANGEROUS  SLA mql-review-inbound: time 24 → 12 hours\n');
    expect(stdout).toContain('The class is by the rules alone: ');
    expect((await accord('check', after, '--base', after)).stdout).not.toContain('by the rules alone');
    expect(stdout).toContain('To be signed by one person each of: marketing; sales.\n');
    expect(stdout).toMatch(/\nok: \d+ files, 0 errors, \d+ warnings\n$/);
    const json = JSON.parse((await accord('check', after, '--base', before, '--json')).stdout);
    expect(json).toMatchObject({ ok: true, change: { level: 'DANGEROUS', signers: [['marketing'], ['sales']] } });
  });

  it('tells errors first, then what is about the files that change', async () => {
    const head = folderWith(MODEL, (text) => misspell(text).replace('"below": 50', '"below": 49'));
    const args = ['check', head, '--base', folderWith(), '--format', 'github'];
    const lines = (await accord(...(args as [string, ...string[]]))).stdout.split('\n');
    expect(lines[0]).toMatch(/^::error .*hundred-point/);
    expect(lines.findLastIndex((line) => line.includes('hundred-point.json'))).toBeLessThan(
      lines.findIndex((line) => line.includes('bant-gate.json')),
    );
  });

  it('annotates for GitHub, with what could end a command escaped', async () => {
    const { code, stdout } = await accord('check', folderWith(MODEL, misspell), '--format', 'github');
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^::error file=\S+\/models\/hundred-point\.json,line=31,col=7,title=unknown-property::.*%0A/m,
    );
    for (const line of stdout.trimEnd().split('\n')) expect(line).toMatch(/^::(error|warning) /);
    const evil = folderWith(MODEL, (text) => text.replace('"key": "headcount"', '"key": "x\\n::add-mask::y,%"'));
    expect((await accord('check', evil, '--format', 'github')).stdout).not.toMatch(/^::add-mask/m);
  });

  it('reports Code Quality for GitLab, each problem with a fingerprint of its own', async () => {
    const { code, stdout } = await accord('check', folderWith(MODEL, misspell), '--format', 'gitlab');
    expect(code).toBe(1);
    const report = JSON.parse(stdout) as { fingerprint: string }[];
    expect(report).toContainEqual({
      description: expect.stringContaining('pionts'),
      check_name: 'unknown-property',
      fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
      severity: 'critical',
      location: { path: expect.stringMatching(/models\/hundred-point\.json$/), lines: { begin: 31 } },
    });
    expect(new Set(report.map(({ fingerprint }) => fingerprint)).size).toBe(report.length);
  });

  it('writes Markdown, and knows its formats', async () => {
    const { code, stdout } = await accord(
      'check',
      folderWith(MODEL, raise),
      '--base',
      folderWith(),
      '--format',
      'markdown',
    );
    expect(stdout).toContain('- **dangerous**: Threshold mql: total at least 60 → 75');
    expect(stdout).toMatch(/^### Definitions: (not )?ok\n/);
    expect(code).toBe(stdout.startsWith('### Definitions: ok') ? 0 : 1);
    expect(await accord('check', '--format', 'gitlap')).toMatchObject({ code: 2 });
    expect(await accord('check', folderWith(), '--base', '/nowhere')).toMatchObject({ code: 1, stdout: '' });
  });
});

describe('accord models', () => {
  it('diff tells what differs, and gives a patch for git', async () => {
    const [before, after] = [folderWith(), folderWith(MODEL, raise)];
    const words = await accord('models', 'diff', before, after);
    expect(words).toMatchObject({ code: 0, stdout: expect.stringContaining('Threshold mql: total at least 60 → 75') });
    const patch = (await accord('models', 'diff', before, after, '--format', 'patch')).stdout;
    execFileSync('git', ['apply', '-'], { cwd: before, input: patch, env: { ...process.env, GIT_DIR: '/nowhere' } });
    expect(await accord('models', 'diff', before, after)).toMatchObject({ stdout: 'Nothing changes.\n' });
  });

  it('describe says the agreement', async () => {
    const { stdout } = await accord('models', 'describe', folderWith());
    expect(stdout).toMatch(/^# What we call a qualified lead\n/);
  });
});

describe('the workflow files', () => {
  const folder = join(PROJECT, 'clients/examples/ci');

  it.each(readdirSync(folder))('%s runs', async (file) => {
    const texts = allTexts(parse(readFileSync(join(folder, file), 'utf8')));
    const commands = texts.flatMap((text) => /node \.accord\/bin\/accord\.js (check [^>|]*)/.exec(text)?.[1] ?? []);
    expect(commands.length).toBeGreaterThan(1);
    const tree = folderWith(MODEL, misspell);
    cpSync(join(PROJECT, 'scoring-models'), join(tree, '.base'), { recursive: true });
    writeFileSync(join(tree, '.gitignore'), '');
    for (const command of commands) {
      const { ended, stdout, stderr } = spawnAccord(command.trim().split(' '), {}, tree);
      expect({ code: await ended, stderr: stderr() }).toEqual({ code: 1, stderr: '' });
      expect(stdout()).toContain('hundred-point.json');
    }
  });

  function allTexts(value: unknown): string[] {
    if (typeof value === 'string') return [value];
    return typeof value === 'object' && value !== null ? Object.values(value).flatMap(allTexts) : [];
  }
});
