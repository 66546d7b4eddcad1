import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Lifecycle } from '../../../../core/definitions/tree.js';
import type { ScoringModel } from '../../../../core/scoring/model.js';
import type { Db } from '../../../../server/db/database.js';
import { readClock } from '../../../../server/db/read-clock.js';
import { importRecords } from '../../../../server/leads/import-records.js';
import type { LeadRef } from '../../../../server/leads/inputs.js';
import { mergeLeads } from '../../../../server/leads/merge-leads.js';
import { moveLead } from '../../../../server/leads/move-lead.js';
import type { Intake } from '../../../../server/leads/open-intake.js';
import { recordActivities } from '../../../../server/leads/record-activities.js';
import { upsertLead } from '../../../../server/leads/upsert-lead.js';
import { createTestDatabase, type TestDatabase } from '../../../helpers/database.js';
import { seed, seededRandom } from '../../../helpers/seeded-random.js';
import { editFile, machine, openTestIntake, person, type TestIntake } from '../open-test-intake.js';
import { beginChallengers, SHADOW } from './open-shadow.js';

const DAY = 86_400_000;
const HOUR = 3_600_000;
const ROUNDS = 120;
const LEADS = 14;
/** All dates count from here, so that both sides are told the same; no window of a whole number of days ends near now. */
const BEGUN = Date.now();
const before = (days: number): Date => new Date(BEGUN - days * DAY - 6 * HOUR);

/** A live model with windows and a threshold that falls; its challenger decays and moves leads elsewhere. */
function definitions(challengers: Lifecycle['challengers']) {
  return (files: Record<string, string>): void => {
    for (const key of ['hundred-point', SHADOW]) {
      editFile<ScoringModel>(files, `models/${key}.json`, (model) => {
        const isShadow = key === SHADOW;
        model.scores = { heat: {} };
        model.primary = 'heat';
        const fading = isShadow ? { decay: { halfLife: 'P2D' } } : {};
        model.rules = [
          { key: 'calls', score: 'heat', points: 9, each: { activity: ['call.held'], within: 'P4D' }, ...fading },
          { key: 'demo', score: 'heat', points: 14, when: { activity: 'demo.booked', within: 'P9D' } },
          { key: 'big', score: 'heat', points: 11, when: { attribute: 'account.employees', above: 100 } },
          { key: 'staff', score: 'heat', points: -15, when: { attribute: 'seniority', equals: 'staff' } },
          { key: 'need', score: 'heat', points: 8, when: { qualification: 'bant', criteria: ['need'] } },
        ];
        model.thresholds = [
          {
            key: 'mql',
            moveTo: isShadow ? 'sql' : 'mql',
            when: { score: 'heat', atLeast: isShadow ? 12 : 25 },
            release: { score: 'heat', below: isShadow ? 11 : 20 },
          },
          { key: 'hot', suggest: 'sql', when: { score: 'heat', atLeast: 34 }, cooldown: 'P1D' },
        ];
        delete model.appliesTo;
      });
      delete files[`models/${key}.test.json`];
    }
    editFile<Lifecycle>(files, 'lifecycle.json', (lifecycle) => {
      lifecycle.challengers = challengers ?? [];
    });
  };
}

type Operation = (intake: Intake) => Promise<unknown>;

/** What anybody may do, with all its data drawn before: it can be done twice. */
function drawOperations(random: () => number): Operation[] {
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  let messages = 0;
  const message = () => `m${messages++}`;
  /** No two alike: of two values of one instant the one with the greater id counts, and ids are of one making only. */
  const ago = (days: number) => new Date(before(days).getTime() + messages++);
  const past = () => ago(Math.floor(random() * 14));
  const names = (): [LeadRef, LeadRef] => {
    const i = Math.floor(random() * LEADS);
    return [{ email: `p${i}@co${i % 3}.example` }, { externalId: { system: 'crm', value: String(i) } }];
  };
  const kinds: (() => Operation)[] = [
    () => {
      const activities = Array.from({ length: 1 + Math.floor(random() * 6) }, () => ({
        lead: pick(names()),
        type: pick(['page.viewed', 'demo.booked', 'call.held']),
        occurredAt: past(),
        messageId: message(),
      }));
      return (intake) => recordActivities(intake, machine(), { activities });
    },
    () => {
      const [{ email }, byNumber] = names();
      const input = { lead: byNumber, email: email as string, occurredAt: past() };
      return (intake) => upsertLead(intake, machine(), input);
    },
    () => {
      const input = {
        lead: pick(names()),
        attributes: { seniority: pick(['vp', 'staff', null]) },
        account: { attributes: { employees: pick([10, 200]) } },
        occurredAt: past(),
      };
      return (intake) => upsertLead(intake, machine(), input);
    },
    () => {
      const keys = ['budget', 'authority', 'need', 'timeline'];
      const confirmed = keys.map((key) => ({ key, status: 'CONFIRMED' as const }));
      const input = {
        lead: pick(names()),
        to: pick(['mql', 'sal', 'sql', 'nurture', 'disqualified']),
        reason: pick([null, 'low-intent', 'no-budget', 'wrong-icp']),
        framework: 'bant',
        answers: pick([[], confirmed]),
      };
      return (intake) => moveLead(intake, person(['SALES'], 'user_rep'), input);
    },
    () => {
      const input = { keep: pick(names()), absorb: pick(names()) };
      return (intake) => mergeLeads(intake, machine(['ADMIN']), input);
    },
    () => {
      const input = {
        historical: true,
        leads: [{ lead: pick(names()), stage: pick([null, 'mql']), occurredAt: ago(30), idempotencyKey: message() }],
        activities: Array.from({ length: 4 }, () => ({
          lead: pick(names()),
          type: pick(['call.held', 'demo.booked']),
          occurredAt: ago(15 + Math.floor(random() * 14)),
          messageId: message(),
        })),
        moves: [{ lead: pick(names()), to: pick(['sal', 'nurture']), occurredAt: ago(15), idempotencyKey: message() }],
      };
      return (intake) => importRecords(intake, machine(), input);
    },
  ];
  /** Two that came to be at once and are merged later would be in both accounts from one instant on: which counts hangs on ids. */
  const members = Array.from({ length: LEADS }, (_, i): Operation => {
    const [lead, occurredAt] = [{ email: `p${i}@co${i % 3}.example` }, ago(29)];
    return (intake) => upsertLead(intake, machine(), { lead, occurredAt });
  });
  return [...certainly(), ...members, ...Array.from({ length: ROUNDS }, () => pick(kinds)())];
}

/** A lead that the challenger sends on first, then the live model, with a handoff and a suggestion: whatever is drawn. */
function certainly(): Operation[] {
  const lead = { email: 'sure@sure.example' };
  const told = (type: string, messageId: string) => ({ lead, type, occurredAt: before(0), messageId });
  return [
    [told('call.held', 'sure 1'), told('call.held', 'sure 2')],
    [told('demo.booked', 'sure 3'), told('call.held', 'sure 4')],
  ].map((activities) => (intake) => recordActivities(intake, machine(), { activities }));
}

/** What two operations do is in one order on both sides: never within a millisecond. */
async function nextMillisecond(db: Db): Promise<void> {
  const now = (await readClock(db)).getTime();
  while ((await readClock(db)).getTime() === now);
}

describe('what is live, with a challenger in the shadow and without', () => {
  const sides: { database: TestDatabase; open: TestIntake }[] = [];
  beforeAll(async () => {
    console.info(`SEED=${seed}`);
    const shadow = [{ model: SHADOW, against: 'hundred-point', share: 0, by: 'account' as const }];
    for (const challengers of [[], shadow]) {
      const database = await createTestDatabase();
      const open = await openTestIntake(database, definitions(challengers));
      await beginChallengers(database, open);
      await database.db.query(
        `insert into users values ('user_rep', 'rep@our.example', 'Rep', '{sales}', '{SALES}', null, null, '{}', null, null,
           null, true, now(), now())`,
      );
      sides.push({ database, open });
    }
    for (const operation of drawOperations(seededRandom(31))) {
      for (const { open, database } of sides) {
        await operation(open.intake);
        await nextMillisecond(database.db);
      }
    }
  }, 120_000);
  afterAll(async () => {
    for (const { database, open } of sides) {
      await open.close();
      await database.drop();
    }
  });

  it('is the same: crossings, scores, transitions, handoffs, suggestions, clocks, stages, events', async () => {
    const [without, beside] = await Promise.all(sides.map(({ database }) => readLive(database.db)));
    for (const { open } of sides) expect(open.errors).toEqual([]);
    for (const part of Object.keys(PARTS)) {
      expect(without?.[part]?.length).toBeGreaterThan(0);
      expect({ part, rows: beside?.[part] }).toEqual({ part, rows: without?.[part] });
    }
  });

  it('while the challenger scored every lead, and crossed otherwise', async () => {
    const db = sides[1]?.database.db as Db;
    const [counts] = await db.query(
      `select (select count(*)::int from leads where merged_into is null) as leads,
         (select count(*)::int from challenger_leads c join leads l on l.id = c.lead_id where l.merged_into is null) as shadows,
         (select count(*)::int from challenger_gaps where errors > 0) as errors,
         (select count(*)::int from challenger_crossings c where not exists (
           select from crossings x where x.lead_id = c.lead_id and x.threshold = c.threshold and x.occurred_at = c.occurred_at
         )) > 0 as otherwise`,
    );
    const { leads, shadows, errors, otherwise } = counts as Record<string, unknown>;
    expect({ shadows, errors, otherwise }).toEqual({ shadows: leads, errors: 0, otherwise: true });
  });
});

/** Tables with the columns that are of one making only, and the order of their rows within a lead. */
const PARTS: { readonly [table: string]: { without: string; order: string } } = {
  crossings: {
    without: 'id, lead_id, commit, fact_id, transition_id',
    order: 'occurred_at, recorded_at, threshold, direction',
  },
  transitions: { without: 'id, lead_id, crossing_id, seconds_in_from', order: 'ordinal' },
  handoffs: { without: 'id, lead_id, transition_id', order: 'opened_at, state, pass' },
  lead_scores: { without: 'lead_id, commit', order: 'at' },
  engine_states: { without: 'lead_id, snapshot, drawn_by', order: 'release' },
  suggestions: { without: 'lead_id, crossing_id', order: 'threshold' },
  sla_clocks: {
    without: 'id, lead_id, handoff_id, owner_id, total_ms, consumed_ms',
    order: 'policy, triggered_at, state',
  },
  leads: { without: 'id, account_id', order: 'id' },
  event_staging: { without: 'id, event_id, lead_id', order: 'id' },
};

/** All that is live of the leads that were not merged away; ids are told by their kind, instants of the run as one. */
async function readLive(db: Db): Promise<{ [part: string]: unknown[] }> {
  const read: { [part: string]: unknown[] } = {};
  for (const [table, { without, order }] of Object.entries(PARTS)) {
    const columns = without.split(', ').map((name) => `'${name}'`);
    const id = table === 'leads' ? 't.id' : 't.lead_id';
    const rows = await db.query<{ name: string; row: unknown }>(
      `with names as (select lead_id, min(system || ':' || value) as name from lead_keys group by lead_id)
       select n.name, to_jsonb(t) - array[${columns}] as row from ${table} t join names n on n.lead_id = ${id}
       order by n.name, ${order.replace(/\w+/g, (column) => `t.${column}`)}`,
    );
    read[table] = rows.map(({ name, row }) => ({ name, row: JSON.parse(plain(JSON.stringify(row))) }));
  }
  return read;
}

function plain(text: string): string {
  return text
    .replaceAll(/\b([a-z]+)_[0-9a-f]{32}\b/g, '$1')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)/g, (instant) =>
      Date.parse(instant) >= BEGUN - HOUR ? 'in the run' : instant,
    )
    .replaceAll(/\b\d{13}\b/g, (instant) => (Number(instant) >= BEGUN - HOUR ? '"in the run"' : instant));
}
