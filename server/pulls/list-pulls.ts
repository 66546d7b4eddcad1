import type { TeamKey } from '../../core/definitions/lifecycle.js';
import type { Db } from '../db/database.js';
import type { Page, PageRequest } from '../leads/page.js';
import { readPage } from '../leads/read-page.js';
import type { Optional } from './inputs.js';
import type { Pulls } from './open-pulls.js';
import { listOpenPulls, PULL_COLUMNS, type PullRow } from './pull-row.js';
import { readSignOffs } from './read-sign-offs.js';

/** Which pull requests; `awaiting`: open ones that this team has yet to sign. */
export interface PullQuery extends PageRequest {
  state?: Optional<readonly string[]>;
  awaiting?: Optional<TeamKey>;
}

/** Pull requests, the newest first. */
export async function listPulls(pulls: Pulls, db: Db, query: PullQuery): Promise<Page<PullRow>> {
  const parameters: unknown[] = [];
  const where = ['true'];
  if (query.state) where.push(`p.state = any($${parameters.push(query.state)}::text[])`);
  if (query.awaiting) {
    where.push(`p.number = any($${parameters.push(await listAwaiting(pulls, db, query.awaiting))}::integer[])`);
  }
  return readPage<PullRow>(
    db,
    {
      columns: PULL_COLUMNS,
      from: 'pull_requests p',
      where: where.join(' and '),
      parameters,
      key: 'p.number',
      keyType: 'double precision',
      nullable: false,
      id: 'p.number',
      idType: 'bigint',
      direction: 'DESC',
    },
    query,
  );
}

/** Open pull requests that want a signature of the team: what must be signed is computed, never stored. */
async function listAwaiting(pulls: Pulls, db: Db, team: TeamKey): Promise<number[]> {
  const awaiting: number[] = [];
  for (const pull of await listOpenPulls(db)) {
    if (pull.state !== 'OPEN') continue;
    const { signOffs } = await readSignOffs(db, pull, await pulls.trees.merging(db, pull));
    if (signOffs.some((signOff) => signOff.team === team && !signOff.satisfied)) awaiting.push(pull.number);
  }
  return awaiting;
}
