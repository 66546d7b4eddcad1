import type { Db } from '../../server/db/database.js';

/**
 * Writes leads with ten activities each as if they had come one by one under release 1: each stands in `lead` with 15
 * points, every tenth has 50. None is above a threshold of the starter definitions.
 */
export async function seedLeads(db: Db, count: number): Promise<void> {
  await db.query(LEADS, [count]);
  await db.query(
    `insert into lead_keys (system, value, lead_id) select 'email', email, id from leads where id like 'lead_seed%'`,
  );
  await db.query(ATTRIBUTES, [count]);
  await db.query(ACTIVITIES, [count]);
  await db.query(
    `insert into engine_states (lead_id, release, thresholds, snapshot) select id, 1, '{}', null from leads where id like 'lead_seed%'`,
  );
  await db.query(SCORES);
  await db.query('analyze');
}

const ID = `'lead_seed' || lpad(n::text, 10, '0')`;

const LEADS = `
  insert into leads (id, email, attributes, stage, stage_entered_at, pass, last_activity_at, created_at, updated_at, version)
  select ${ID}, 'seed' || n || '@seed.example', '{"seniority": "vp"}', 'lead', now() - interval '20 days', 1,
    now() - interval '1 day', now() - interval '20 days', now() - interval '1 day', 1
  from generate_series(1, $1::int) as n`;

const ATTRIBUTES = `
  insert into facts (lead_id, kind, type, occurred_at, received_at, ordinal, sequence, source, message_id, body, actor, historical)
  select ${ID}, 'attributes', 'lead', now() - interval '19 days', now() - interval '19 days', 0, 0, 'seed', 'a' || n,
    '{"seniority": "vp"}', 'token_seed', false
  from generate_series(1, $1::int) as n`;

const ACTIVITIES = `
  insert into facts (lead_id, kind, type, occurred_at, received_at, ordinal, sequence, source, message_id, body, actor, historical)
  select ${ID}, 'activity', case when n % 10 = 0 and k = 10 then 'demo.booked' else 'page.viewed' end,
    now() - make_interval(days => 20 - k), now() - make_interval(days => 20 - k), 0, 0, 'seed', n || ':' || k,
    '{"page": "home"}', 'token_seed', false
  from generate_series(1, $1::int) as n, generate_series(1, 10) as k`;

const SCORES = `
  insert into lead_scores (lead_id, at, model, model_version, commit, release, "primary", value, scores, next_change_at)
  select l.id, now() - interval '1 hour', 'hundred-point', '1.0.0', r.commit, 1, 'total',
    case when right(l.id, 1) = '0' then 50 else 15 end, '[]', null
  from leads l, releases r where r.number = 1 and l.id like 'lead_seed%'`;
