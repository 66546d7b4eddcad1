import type { Db } from '../db/database.js';
import type { Instance } from '../entities/instance.entity.js';
import type { Release } from './release.js';

/** A process not heard of for so long is gone; it says something every `HEARTBEAT_MS`. */
const GONE_AFTER_SECONDS = 15;
/** How often a process says that it is there. */
export const HEARTBEAT_MS = 4_000;

/** Says which release this process goes by, and, where it could not take the newest, why. */
export async function reportInstance(db: Db, id: string, release: Release, error: string | null): Promise<void> {
  await db.query(REPORT, [id, release.number, release.commit, error]);
}

/** Takes this process off the list. */
export async function withdrawInstance(db: Db, id: string): Promise<void> {
  await db.query(`delete from instances where id = $1 or seen_at < clock_timestamp() - interval '1 hour'`, [id]);
}

/** The processes that run, by name, each with the release it goes by. */
export function listInstances(db: Db): Promise<Instance[]> {
  return db.query<Instance>(
    `select id, release, commit, activated_at as "activatedAt", seen_at as "seenAt", error from instances
     where seen_at > clock_timestamp() - interval '${GONE_AFTER_SECONDS} seconds' order by id`,
  );
}

const REPORT = `
  insert into instances (id, release, commit, activated_at, seen_at, error)
  values ($1, $2, $3, date_trunc('milliseconds', clock_timestamp()), clock_timestamp(), $4)
  on conflict (id) do update set release = excluded.release, commit = excluded.commit, seen_at = excluded.seen_at,
    error = excluded.error,
    activated_at = case when instances.release = excluded.release then instances.activated_at else excluded.activated_at end`;
