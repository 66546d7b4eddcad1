import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readlinkSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** `npx accord db`, for several servers to share. */
export interface Database {
  url: string;
  /** `pg_ctl restart -m immediate`: nothing is written down, it recovers from its log. */
  restart(): void;
  /** Stops it, keeping its folder, which is answered: another may be started on a copy. */
  stop(): Promise<string>;
  remove(): Promise<void>;
}

/** Starts a PostgreSQL of its own in a new folder, empty or with what another's folder holds, and resolves when it has told its URL. */
export async function startDatabase(restored?: string): Promise<Database> {
  const root = process.env.ACCORD_PROJECT ?? process.cwd();
  const dataDir = mkdtempSync(path.join(tmpdir(), 'accord-fault-db-'));
  if (restored) spawnSync('cp', ['-a', `${restored}/.`, dataDir]);
  const child = spawn(process.execPath, [path.join(root, 'bin/accord.js'), 'db'], {
    cwd: dataDir,
    env: { ...process.env, DATA_DIR: dataDir, DATABASE_URL: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => {
    child.on('close', () => resolve());
  });
  const url = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const found = /^DATABASE_URL=(\S+)$/m.exec(said);
      if (found) resolve(found[1] as string);
    });
    void ended.then(() => reject(new Error(`the database ended before it served:\n${said}`)));
  });
  const cluster = path.join(dataDir, 'postgres');
  return {
    url,
    restart() {
      const pid = Number.parseInt(readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8'), 10);
      const binaries = path.dirname(readlinkSync(`/proc/${pid}/exe`));
      const working = readlinkSync(`/proc/${pid}/cwd`);
      const { uid, gid } = statSync(cluster);
      spawnSync(path.join(binaries, 'pg_ctl'), ['restart', '-m', 'immediate', '-w', '-D', working, '-l', '/dev/null'], {
        uid,
        gid,
        cwd: working,
        stdio: 'ignore',
      });
    },
    async stop() {
      child.kill('SIGTERM');
      await ended;
      return dataDir;
    },
    async remove() {
      child.kill('SIGTERM');
      await ended;
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
