import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Lifecycle, Slas } from '../../core/definitions/tree.js';
import { startEmbedded } from '../../server/db/embedded/start-embedded.js';
import { type Accord, startAccord } from './start-accord.js';

/** A database, definitions whose clocks run for seconds, and servers on both. */
export interface SlaInstallation {
  servers: Accord[];
  /** Starts another server, or one killed before, in its folder. */
  start(dataDir?: string): Promise<Accord>;
  remove(): Promise<void>;
}

/** Policies `s0`…: `s<i>` runs FIRST_SECONDS + i / 4 seconds from `page.viewed` with that page until the lead is accepted. */
export const POLICIES = 90;
/** How long the shortest clock runs. */
export const FIRST_SECONDS = 8;

/** Starts `count` servers on one database: DATABASE_URL's, or an embedded one of its own. */
export async function openSlaInstallation(count: number): Promise<SlaInstallation> {
  const home = mkdtempSync(join(tmpdir(), 'accord-sla-'));
  const postgres = process.env.DATABASE_URL ? null : await startEmbedded({ dataDir: home, tcp: true });
  const models = join(home, 'models');
  cpSync(join(process.env.ACCORD_PROJECT ?? process.cwd(), 'scoring-models'), models, { recursive: true });
  edit<Slas>(join(models, 'slas.json'), (slas) => {
    slas.policies = Array.from({ length: POLICIES }, (_, i) => ({
      key: `s${i}`,
      label: `Clock ${i}`,
      owedBy: 'sales',
      startsOn: { activity: 'page.viewed', where: { page: { equals: `s${i}` } } },
      stopsOn: [{ enter: 'sal' }],
      within: `PT${FIRST_SECONDS + i / 4}S`,
      clock: 'elapsed',
    }));
  });
  edit<Lifecycle>(join(models, 'lifecycle.json'), (lifecycle) => {
    lifecycle.moves.push({ key: 'take', from: ['lead', 'mql'], to: 'sal', by: ['integration'] });
  });
  const env = {
    DATABASE_URL: process.env.DATABASE_URL ?? (postgres?.url as string),
    SCORING_MODELS_DIR: models,
    ACCORD_RATE_LIMIT: '0',
    ACCORD_ADMIN_TOKEN: `faults_${'x'.repeat(24)}`,
    LOG_LEVEL: 'error',
  };
  let made = 0;
  const start = (dataDir = join(home, `server${made++}`)) => startAccord({ ...env, DATA_DIR: dataDir });
  const servers = [await start()];
  while (servers.length < count) servers.push(await start());
  return {
    servers,
    start,
    async remove() {
      await Promise.all(servers.map((server) => server.remove()));
      await postgres?.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

function edit<Content>(path: string, change: (content: Content) => void): void {
  const content = JSON.parse(readFileSync(path, 'utf8')) as Content;
  change(content);
  writeFileSync(path, `${JSON.stringify(content, null, 2)}\n`);
}
