import 'reflect-metadata';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { startEmbedded } from '../../server/db/embedded/start-embedded.js';

const LEADS = Number(process.env.LEADS ?? 2_500);
const EVENTS = 20;
const TOKEN = 'admin_of_the_import_bench';

const MAPPING = {
  ...{ language: 1, key: 'bench', system: 'bench' },
  files: [
    {
      ...{ key: 'events', file: 'events.csv', at: 'at' },
      lead: { externalId: 'id' },
      activities: [{ type: 'type', messageId: { template: '{id}-{seq}' }, properties: { page: 'page' } }],
      stages: [{ to: { column: 'type', map: { 'demo.booked': 'mql' }, otherwise: 'blank' } }],
    },
  ],
};

const home = mkdtempSync(join(tmpdir(), 'accord-bench-'));
const folder = process.env.DATA ?? home;
const mapping = process.env.MAPPING ?? join(home, 'mapping.json');
if (!process.env.DATA) {
  writeFileSync(mapping, JSON.stringify(MAPPING));
  writeFileSync(join(home, 'events.csv'), `id,seq,at,type,page\n${rows().join('\n')}\n`);
}

function rows(): string[] {
  const start = Date.parse('2026-01-01T00:00:00Z');
  return Array.from({ length: LEADS * EVENTS }, (_, index) => {
    const [lead, seq] = [Math.floor(index / EVENTS), index % EVENTS];
    const at = new Date(start + lead * 60_000 + seq * 3_600_000).toISOString();
    return `${lead},${seq},${at},${seq === 7 ? 'demo.booked' : 'page.viewed'},pricing`;
  });
}

function accord(args: string[], env: NodeJS.ProcessEnv) {
  const stdio = ['ignore', 'pipe', 'inherit'] as const;
  const child = spawn(process.execPath, ['bin/accord.js', ...args], {
    env: { ...process.env, ...env },
    stdio: [...stdio],
  });
  let said = '';
  child.stdout?.on('data', (text) => {
    said += text;
  });
  return { child, said: () => said, ended: new Promise((resolve) => child.on('close', resolve)) };
}

/** Most memory a process has held, in MB; null where the system does not say. */
function peakMemory(pid: number | undefined): number | null {
  const path = `/proc/${pid}/status`;
  const held = existsSync(path) ? /VmHWM:\s+(\d+)/.exec(readFileSync(path, 'utf8')) : null;
  return held ? Math.round(Number(held[1]) / 1024) : null;
}

/** The yardstick: the facts of the import, copied into an empty table with the same indexes; rows a second. */
async function copyAgain(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('create table yardstick (like facts including all)');
  const chunks: Buffer[] = [];
  for await (const chunk of client.query(copyTo('copy facts to stdout'))) chunks.push(chunk as Buffer);
  const began = performance.now();
  await pipeline(chunks, client.query(copyFrom('copy yardstick from stdin')));
  const seconds = (performance.now() - began) / 1_000;
  const { rows: counted } = await client.query('select count(*)::int as count from yardstick');
  await client.end();
  return (counted[0] as { count: number }).count / seconds;
}

const postgres = process.env.DATABASE_URL ? null : await startEmbedded({ dataDir: home, tcp: true });
const url = process.env.DATABASE_URL ?? (postgres?.url as string);
const server = accord(['start', '--no-demo'], {
  PORT: '0',
  DATA_DIR: join(home, 'data'),
  DATABASE_URL: url,
  ACCORD_ADMIN_TOKEN: TOKEN,
});
try {
  while (!/^ready (\S+)$/m.test(server.said())) await new Promise((resolve) => setTimeout(resolve, 100));
  const [, address] = /^ready (\S+)$/m.exec(server.said()) ?? [];
  const importing = accord(['import', folder, '--mapping', mapping, '--errors', join(home, 'errors.csv'), '--json'], {
    ACCORD_URL: address,
    ACCORD_TOKEN: TOKEN,
  });
  let client = 0;
  const watch = setInterval(() => {
    client = Math.max(client, peakMemory(importing.child.pid) ?? 0);
  }, 100);
  await importing.ended;
  clearInterval(watch);
  const report = JSON.parse(importing.said()) as { rows: number; accepted: number; seconds: number };
  const copied = await copyAgain(url);
  const imported = report.accepted / report.seconds;
  const figures = {
    rows: report.rows,
    rowsPerSecond: Math.round(report.rows / report.seconds),
    recordsPerSecond: Math.round(imported),
    copiedRowsPerSecond: Math.round(copied),
    shareOfCopy: Number((report.rows / report.seconds / copied).toFixed(3)),
    serverMegabytes: peakMemory(server.child.pid),
    clientMegabytes: client,
  };
  process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
} finally {
  server.child.kill('SIGTERM');
  await server.ended;
  await postgres?.stop();
  rmSync(home, { recursive: true, force: true });
}
