import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A server process of the project as it stands, for scripts that do harm to it. */
export interface Accord {
  url: string;
  token: string;
  pid: number;
  dataDir: string;
  ended: Promise<number | string>;
  kill(signal: NodeJS.Signals): void;
  /** Stops it in order and removes its folder. */
  remove(): Promise<void>;
}

/** Starts `npm start -- --no-demo` without npm between, on a free port, and resolves when it has said `ready`. */
export async function startAccord(env: Record<string, string> = {}): Promise<Accord> {
  const root = process.env.ACCORD_PROJECT ?? process.cwd();
  const dataDir = env['DATA_DIR'] ?? mkdtempSync(path.join(tmpdir(), 'accord-fault-'));
  const token = env['ACCORD_ADMIN_TOKEN'] ?? `admin_${randomBytes(16).toString('hex')}`;
  const child = spawn(process.execPath, [path.join(root, 'bin/start.js'), '--no-demo'], {
    cwd: root,
    env: { ...process.env, PORT: '0', DATA_DIR: dataDir, ACCORD_ADMIN_TOKEN: token, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | string>((resolve) => {
    child.on('close', (code, signal) => resolve(code ?? signal ?? 1));
  });
  const url = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const ready = /^ready (http\S+)$/m.exec(said);
      if (ready) resolve(ready[1] as string);
    });
    void ended.then((code) => reject(new Error(`the server ended (${code}) before it was ready:\n${said}`)));
  });
  return {
    url,
    token,
    pid: child.pid as number,
    dataDir,
    ended,
    kill: (signal) => void child.kill(signal),
    async remove() {
      child.kill('SIGTERM');
      await ended;
      if (!env['DATA_DIR']) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
