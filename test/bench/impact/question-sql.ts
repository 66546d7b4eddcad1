import { LAG_MS } from './make-history.js';

/** Facts in one table as both databases have it for `questionSql`: what happened when, of whom, and who that is. */
export const FLAT_FACTS = `
  select f.lead_id, f.occurred_at, f.type, f.body->>'page' as page, f.body->>'path' as path,
    (c.body->>'account.employees')::double precision as employees, c.body->>'account.industry' as industry,
    w.body->>'seniority' as seniority, w.body->>'email' as email
  from facts f
  join facts w on w.lead_id = f.lead_id and w.kind = 'attributes'
  join facts m on m.lead_id = f.lead_id and m.kind = 'membership'
  join facts c on c.account_id = m.body->>'account' and c.kind = 'attributes'
  where f.kind = 'activity' and f.retracted_at is null`;

/** An activity counts in windows of seven days up to when it was told of. */
const WEEK = `over (partition by lead_id order by occurred_at
  range between interval '${7 * 86_400_000 - LAG_MS - 1} milliseconds' preceding and current row)`;

/**
 * The question of the bench in one statement: how many leads reach the threshold at some activity with the rules as they
 * are, and as changed. It knows nothing of stages, releases, passes, decided leads, late facts or weeks.
 */
export function questionSql(from: string): string {
  const pages = ['editor', 'reports', 'mobile', 'api'].map(
    (name) => `(count(*) filter (where path = '/product/${name}') ${WEEK} > 0)::int`,
  );
  return `
    with told as (select * from (${from}) as flat),
    counted as (
      select lead_id,
        least(50, (case when employees between 50 and 500 then 20 else 0 end)
          + (case when industry in ('saas', 'tech') then 15 else 0 end)
          + (case when seniority in ('vp', 'c-level') then 15 else 0 end)) as fit,
        (case when email like '%.edu' then -10 else 0 end)
          + (case when count(*) filter (where type = 'demo.booked')
            over (partition by lead_id order by occurred_at range unbounded preceding) > 0 then 35 else 0 end)
          + (case when ${pages.join(' + ')} >= 3 then 15 else 0 end) as others,
        count(*) filter (where page = 'pricing') ${WEEK} >= 2 as pricing
      from told),
    scored as (
      select lead_id,
        max(fit + least(50, greatest(0, others + case when pricing then 25 else 0 end))) as base,
        max(fit + least(50, greatest(0, others + case when pricing then 20 else 0 end))) as head
      from counted group by lead_id)
    select count(*) filter (where base >= 60)::int as base, count(*) filter (where head >= 75)::int as head,
      count(*) filter (where base < 60 and head >= 75)::int as gained,
      count(*) filter (where base >= 60 and head < 75)::int as lost
    from scored`;
}
