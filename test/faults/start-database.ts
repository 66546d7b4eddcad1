import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** The embedded PostgreSQL alone, as `npx accord db` runs it, for servers that share it; `remove` stops it and removes its folder. */
export async function startDatabase(): Promise<{ url: string; remove(): Promise<void> }> {
  const root = process.env.ACCORD_PROJECT ?? process.cwd();
  const dataDir = mkdtempSync(path.join(tmpdir(), 'accord-fault-db-'));
  const child = spawn(process.execPath, [path.join(root, 'bin/accord.js'), 'db'], {
    cwd: root,
    env: { ...process.env, DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const found = /^DATABASE_URL=(\S+)$/m.exec(said);
      if (found) resolve(found[1] as string);
    });
    void ended.then(() => reject(new Error(`the database ended before it was there:\n${said}`)));
  });
  return {
    url,
    async remove() {
      child.kill('SIGTERM');
      await ended;
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
