import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cloneTemplate } from './database.js';
import { eventually } from './eventually.js';
import { spawnAccord } from './spawn-accord.js';

const READY_WITHIN_MS = 120_000;

/** A server as a process of its own, on a free port. */
export interface TestServer {
  /** `http://127.0.0.1:PORT` */
  url: string;
  /** A token of role ADMIN. */
  token: string;
  databaseUrl: string;
  dataDir: string;
  stdout(): string;
  stderr(): string;
  /** SIGTERM; resolves with the exit code. The database and the folder go too, when `startServer` made them. */
  stop(): Promise<number | NodeJS.Signals>;
  /** SIGKILL; keeps the database and the folder, so that another server may take over. */
  kill(): Promise<void>;
}

/** What to start: on a database and folder of its own unless given one; without demo data unless asked. */
export interface TestServerOptions {
  databaseUrl?: string;
  dataDir?: string;
  token?: string;
  demo?: boolean;
  env?: Record<string, string>;
}

/** Starts a server and resolves when it has said `ready`; throws with its last words when it ends before. */
export async function startServer(options: TestServerOptions = {}): Promise<TestServer> {
  const clone = options.databaseUrl ? { url: options.databaseUrl, drop: async () => undefined } : await cloneTemplate();
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'accord-server-'));
  const token = options.token ?? `admin_${randomBytes(16).toString('hex')}`;
  const { child, stdout, stderr, ended } = spawnAccord(
    ['start', ...(options.demo ? [] : ['--no-demo'])],
    {
      PORT: '0',
      DATA_DIR: dataDir,
      DATABASE_URL: clone.url,
      ACCORD_ADMIN_TOKEN: token,
      ...options.env,
    },
    tmpdir(),
  );
  let over = false;
  void ended.then(() => {
    over = true;
  });
  const url = await eventually(() => over || stdout().match(/^ready (http\S+)$/m)?.[1], READY_WITHIN_MS);
  if (url === true) throw new Error(`the server ended before it was ready:\n${stdout()}\n${stderr()}`);
  return {
    url,
    token,
    databaseUrl: clone.url,
    dataDir,
    stdout,
    stderr,
    async stop() {
      child.kill('SIGTERM');
      const code = await ended;
      await clone.drop();
      if (!options.dataDir) rmSync(dataDir, { recursive: true, force: true });
      return code;
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
