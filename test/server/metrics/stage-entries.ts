import type { Db } from '../../../server/db/database.js';
import type { Entry } from './brute-force-funnel.js';

/** Writes leads and their stage entries as they are, past every rule of the lifecycle. */
export async function writeEntries(db: Db, entries: Entry[]): Promise<void> {
  await db.query(
    `insert into leads (id, attributes, stage, stage_entered_at, pass, created_at, updated_at, version)
     select distinct lead, '{}'::jsonb, 'lead', now(), 1, now(), now(), 1 from unnest($1::text[]) as lead
     on conflict do nothing`,
    [entries.map((entry) => entry.lead)],
  );
  await db.query(
    `insert into stage_entries (lead_id, pass, stage, transition_id, entered_at, entries, source, score, release, handed_off)
     select lead, pass, stage, 'transition_' || ordinal, at, 1, source, score, 1, handed
     from unnest($1::text[], $2::int[], $3::text[], $4::timestamptz[], $5::text[], $6::float8[], $7::bool[])
       with ordinality as given (lead, pass, stage, at, source, score, handed, ordinal)`,
    [
      entries.map((entry) => entry.lead),
      entries.map((entry) => entry.pass),
      entries.map((entry) => entry.stage),
      entries.map((entry) => new Date(entry.at)),
      entries.map((entry) => entry.source),
      entries.map((entry) => entry.score),
      entries.map((entry) => entry.handedOff),
    ],
  );
}
