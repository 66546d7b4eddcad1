import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { cloneTemplate } from '../../helpers/database.js';
import { spawnAccord } from '../../helpers/spawn-accord.js';

const folder = mkdtempSync(join(tmpdir(), 'accord-refusals-'));

async function refusal(env: Record<string, string>): Promise<{ code: unknown; said: string }> {
  const { ended, stdout, stderr } = spawnAccord(
    ['start'],
    { PORT: '0', DATA_DIR: join(folder, 'data'), ...env },
    folder,
  );
  const code = await ended;
  return { code, said: stdout() + stderr() };
}

describe('a server that cannot start', () => {
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('names each variable that is wrong, what it is and what is allowed', async () => {
    const { code, said } = await refusal({ PORT: 'http', ACCORD_MAX_DEPTH: '0', ACCORD_ADMIN_TOKEN: 'too-short' });
    expect(code).toBe(1);
    expect(said.trim().split('\n')).toEqual([
      'PORT is "http", but must be a whole number from 0 to 65535.',
      'ACCORD_ADMIN_TOKEN (a secret of 9 characters) must be 24 to 200 characters of A-Z, a-z, 0-9, _ and -.',
      'ACCORD_MAX_DEPTH is "0", but must be a whole number from 1 to 1000000000.',
    ]);
  });

  it('says that the port is taken before it makes anything', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => {
      other.listen(0, '127.0.0.1', resolve);
    });
    const { port } = other.address() as AddressInfo;
    const { code, said } = await refusal({ PORT: String(port) });
    other.close();
    expect({ code, said }).toEqual({
      code: 1,
      said: expect.stringMatching(`^Port ${port} of 127.0.0.1 is taken .*\n$`),
    });
  });

  it('says that a folder cannot be made', async () => {
    writeFileSync(join(folder, 'file'), '');
    const { code, said } = await refusal({ DATA_DIR: join(folder, 'file/data') });
    expect({ code, said }).toEqual({
      code: 1,
      said: expect.stringMatching(/^DATA_DIR .* cannot be used \(ENOTDIR\): .*\n$/),
    });
  });

  it.each(['/proc/accord', '/proc/accord/data'])('says so where nothing can be made: %s', async (path) => {
    const { code, said } = await refusal({ DATA_DIR: path });
    expect({ code, said }).toEqual({
      code: 1,
      said: expect.stringMatching(/cannot be used \((ENOENT|EACCES)\): .*\n$/),
    });
  });

  it('says that DATABASE_URL does not let it in', async () => {
    const url = new URL((await cloneTemplate()).url);
    url.password = 'wrong';
    const { code, said } = await refusal({ DATABASE_URL: url.href });
    expect({ code, said }).toEqual({
      code: 1,
      said: expect.stringMatching(/^The database of DATABASE_URL cannot be used: .*\n$/),
    });
  });

  it('names file, pointer and problem of definitions it cannot import', async () => {
    const models = join(folder, 'models');
    mkdirSync(models);
    writeFileSync(join(models, 'lifecycle.json'), '{"language": 1, "models": 7}\n');
    const { url, drop } = await cloneTemplate();
    const { code, said } = await refusal({ DATABASE_URL: url, SCORING_MODELS_DIR: models });
    await drop();
    expect(code).toBe(1);
    expect(said).toMatch(/^ {2}lifecycle\.json \/models line 1: /m);
  });

  it('answers an unknown option with a suggestion and exit code 2', async () => {
    const { ended, stderr } = spawnAccord(['start', '--no-dmo'], {}, folder);
    expect(await ended).toBe(2);
    expect(stderr()).toContain('Did you mean --no-demo?');
  });
});
