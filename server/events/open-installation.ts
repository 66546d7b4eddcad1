import { randomBytes } from 'node:crypto';
import type { Db } from '../db/database.js';
import { newId } from '../db/new-id.js';
import { newEpoch } from './new-epoch.js';

/** What this installation is, for as long as its database lives on. */
export interface OpenInstallation {
  id: string;
  /** Part of every cursor; another after a restore. Random, so that no two installations share one. */
  epoch: number;
  /** The key under which secrets are kept as HMACs. */
  pepper: string;
}

/**
 * Names the installation on its first start, and begins a new epoch when the database has become another one since the
 * last: its system identifier or timeline changed. Any number of processes may call it at once. Needs the owner role.
 */
export async function openInstallation(owner: Db, options: { pepper?: string } = {}): Promise<OpenInstallation> {
  const place = await readPlace(owner);
  await owner.query(
    `insert into installation (id, installation_id, epoch, system_identifier, timeline, pepper, created_at)
     values (1, $1, $2, $3, $4, $5, date_trunc('milliseconds', clock_timestamp())) on conflict (id) do nothing`,
    [newId('installation'), newEpoch(), place.system, place.timeline, randomBytes(32).toString('hex')],
  );
  await owner.query(
    `update installation set epoch = $1, system_identifier = $2, timeline = $3
     where system_identifier <> $2 or timeline <> $3`,
    [newEpoch(), place.system, place.timeline],
  );
  const [row] = await owner.query<OpenInstallation>('select installation_id as id, epoch, pepper from installation');
  if (!row) throw new Error('the installation row has gone while it was read');
  return { ...row, pepper: options.pepper ?? row.pepper };
}

/** The timeline that is written to: that of the last checkpoint is still the old one just after a standby took over. */
async function readPlace(owner: Db): Promise<{ system: string; timeline: number }> {
  const [row] = await owner.query<{ system: string; timeline: number }>(
    `select system_identifier::text as system,
       ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::int as timeline
     from pg_control_system()`,
  );
  if (!row) throw new Error('PostgreSQL did not say which database cluster it is');
  return row;
}
