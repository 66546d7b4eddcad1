import { workerData } from 'node:worker_threads';
import pg from 'pg';
import { overPool } from '../../db/over-pool.js';
import { APP_ROLE, typeParsers } from '../../db/type-parsers.js';
import { serveThread } from '../../jobs/serve-thread.js';
import { openReleases } from '../../releases/open-releases.js';
import type { LeadsAsked, ScorerData } from './open-scorer.js';
import { scoreLeads } from './score-leads.js';

const { url } = workerData as ScorerData;
const pool = new pg.Pool({ connectionString: url, max: 2, types: typeParsers, options: APP_ROLE });
// A connection that breaks rejects its query as well; without a listener it would end the thread.
pool.on('error', () => undefined).on('connect', (client) => client.on('error', () => undefined));
const opening = openReleases(overPool(pool), () => undefined);

serveThread('writes', async ({ release, ids }: LeadsAsked) => {
  const releases = await opening;
  return scoreLeads({ pool, releases }, release, ids);
});
