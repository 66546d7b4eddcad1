import { compileCalendar } from '../../core/definitions/business-time/calendar.js';
import { nextOpening } from '../../core/definitions/business-time/next-opening.js';
import type { RoutedPerson } from '../../core/definitions/routing/routing.js';
import type { CalendarDefinition } from '../../core/definitions/tree.js';
import type { Tx } from '../db/database.js';
import type { Release } from '../releases/release.js';

/** A person handoffs can go to, and the address he is named by. */
export interface Person extends RoutedPerson {
  email: string;
}

/** Everybody handoffs can go to, as they are at `tx.at`; weeks begin as benchmarks.json says, in the tree's zone. */
export async function loadPeople(tx: Tx, release: Release): Promise<Person[]> {
  const { benchmarks, slas } = release.tree;
  const [week] = await tx.query<{ start: Date }>(WEEK, [
    tx.at,
    release.compiled.context.timeZone ?? 'UTC',
    DAYS_TO_MONDAY[benchmarks.weekStart ?? 'monday'],
  ]);
  const rows = await tx.query<Omit<Person, 'working'> & { calendar: string | null }>(PEOPLE, [tx.at, week?.start]);
  const open = new Map<string, boolean>();
  for (const calendar of slas.calendars) open.set(calendar.key, isOpen(calendar, tx.at.getTime()));
  return rows.map(({ calendar, ...person }) => ({ ...person, working: open.get(calendar ?? '') ?? true }));
}

function isOpen(calendar: CalendarDefinition, at: number): boolean {
  return nextOpening(compileCalendar(calendar), at) === at;
}

/** PostgreSQL's weeks begin on Monday. */
const DAYS_TO_MONDAY = { monday: 0, sunday: 1, saturday: 2 };

const WEEK = `
  select (date_trunc('week', ($1::timestamptz at time zone $2) + make_interval(days => $3)) - make_interval(days => $3))
    at time zone $2 as start`;

/** By the index on (state, opened_at), whose every state is named for it: of 300,000 handoffs ever 350 ms became 20 ms. */
const PEOPLE = `
  select u.id, u.email, u.pools, u.active, coalesce(u.away_until > $1, false) as away, u.calendar,
    u.weekly_capacity as "weeklyCapacity", coalesce(h.open, 0)::int as "openHandoffs",
    coalesce(h.week, 0)::int as "assignedThisWeek"
  from users u left join (
    select assignee_id, count(*) filter (where state = 'PENDING') as open, count(*) filter (where opened_at >= $2) as week
    from handoffs where assignee_id is not null
      and (state = 'PENDING' or state in ('ACCEPTED', 'REJECTED', 'EXPIRED', 'WITHDRAWN') and opened_at >= $2)
    group by assignee_id) h on h.assignee_id = u.id
  where u.active`;
