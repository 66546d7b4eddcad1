import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { HistoryRows } from '../../../core/definitions/impact/history-rows.js';
import { impactFrame } from '../../../core/definitions/impact/impact-frame.js';
import { openTally } from '../../../core/definitions/impact/open-tally.js';
import { tallyRows } from '../../../core/definitions/impact/tally-rows.js';
import { openSnapshot, type Snapshot } from '../../../server/db/open-snapshot.js';
import { loadRows } from '../../../server/leads/history/load-rows.js';
import { openTallyRange } from '../../../server/pulls/impact/open-tally-range.js';
import type { PreparedQuestion } from '../../../server/pulls/impact/prepare-question.js';
import { tree as starter } from '../../core/definitions/follow-lead-cases.js';
import { plainLead, plainRows } from '../../core/definitions/impact/random-plain.js';
import { drawnPlainSide, storyTree } from '../../core/definitions/impact/random-side.js';
import { LENGTH, START } from '../../core/definitions/impact/random-story.js';
import { createTestDatabase, type TestDatabase } from '../../helpers/database.js';
import { fc } from '../../helpers/fast-check.js';
import { seed } from '../../helpers/seeded-random.js';

const LEADS = 150;
const iso = (at: number): string => new Date(at).toISOString();

/** Writes leads as the database has them. */
async function write({ db }: TestDatabase, leads: readonly HistoryRows[]): Promise<void> {
  const rows = leads.flatMap(({ facts }) => facts).sort((a, b) => a.receivedAt - b.receivedAt);
  const rowsOf = async (table: string, columns: string, types: string, cells: unknown[][]) => {
    const json = JSON.stringify(cells.map((row) => Object.fromEntries(columns.split(', ').map((c, i) => [c, row[i]]))));
    await db.query(`insert into ${table} (${columns}) select ${columns} from json_to_recordset($1) as r(${types})`, [
      json,
    ]);
  };
  await rowsOf(
    'leads',
    'id, source, attributes, stage, stage_entered_at, pass, created_at, updated_at, version',
    'id text, source text, attributes jsonb, stage text, stage_entered_at timestamptz, pass int, created_at timestamptz, updated_at timestamptz, version int',
    leads.map(({ lead: { id, source, createdAt: at } }) => {
      return [id, source, {}, 'lead', iso(at), 1, iso(at), iso(at), 1];
    }),
  );
  await rowsOf(
    'facts',
    'lead_id, account_id, kind, type, occurred_at, received_at, ordinal, sequence, source, message_id, body, actor, historical',
    'lead_id text, account_id text, kind text, type text, occurred_at timestamptz, received_at timestamptz, ordinal int, sequence int, source text, message_id text, body jsonb, actor text, historical bool',
    rows.map((one, index) => [
      ...[one.leadId, one.accountId, one.kind, one.type, iso(one.occurredAt), iso(one.receivedAt), one.ordinal],
      ...[one.sequence, one.source, `${one.leadId ?? one.accountId} ${one.messageId} ${index}`, one.body, 'test'],
      one.historical,
    ]),
  );
  await rowsOf(
    'transitions',
    'id, lead_id, ordinal, from_stage, to_stage, pass, cause, actor, release, judged, outstanding, occurred_at, recorded_at, historical',
    'id text, lead_id text, ordinal int, from_stage text, to_stage text, pass int, cause text, actor text, release int, judged bool, outstanding text[], occurred_at timestamptz, recorded_at timestamptz, historical bool',
    leads.flatMap(({ transitions }) =>
      transitions.map((one, ordinal) => [
        ...[`transition_${one.leadId}${ordinal}`, one.leadId, ordinal, one.from, one.to, 1, one.cause, 'test', 1],
        ...[one.judged, [], iso(one.occurredAt), iso(one.recordedAt), one.historical],
      ]),
    ),
  );
}

/** Told as it happened, one thing after the other, and moved by nobody. */
function surelyPlain(drawn: Parameters<typeof plainRows>[1]): Parameters<typeof plainRows>[1] {
  const happenings = drawn.happenings.map((one) => ({ ...one, wait: Math.max(1, one.wait), isLate: 0 as const }));
  return { ...drawn, happenings, lag: 0, moves: [], odd: null };
}

describe(`a range of leads (SEED=${seed})`, () => {
  let database: TestDatabase;
  let snapshot: Snapshot;
  beforeAll(async () => {
    database = await createTestDatabase();
    const some = fc.sample(plainLead, { numRuns: 2 * LEADS, seed });
    const named = some.map((one, index) => {
      const id = `lead_${index < LEADS ? 'a' : 'b'}${String(index).padStart(5, '0')}`;
      if (index >= LEADS) return plainRows(id, index % 3 > 0 ? { ...one, odd: 'late' } : one);
      return plainRows(id, index % 9 > 0 ? surelyPlain(one) : one);
    });
    await write(database, named);
    snapshot = await openSnapshot(database.url);
  });
  afterAll(async () => {
    await snapshot.close();
    await database.drop();
  });

  it('comes to the same lead by lead, as columns with the others read anew, and read whole', async () => {
    const sides = fc.sample(drawnPlainSide, { numRuns: 12, seed });
    const window = { from: START, to: START + LENGTH + 30 };
    const wholes: boolean[] = [];
    const copied: typeof snapshot.copy = (select, room) => {
      if (select.includes('from facts') && room === 'facts') wholes.push(select.includes('message_id'));
      return snapshot.copy(select, room);
    };
    for (let i = 0; i < sides.length; i += 2) {
      const [before, after] = [sides[i], sides[i + 1]].map((one) => ({ ...(one as (typeof sides)[0]), cold: false }));
      if (!before || !after) throw new Error('too few sides were drawn');
      const trees = { base: storyTree(starter.tree, before), head: storyTree(starter.tree, after) };
      const frame = impactFrame(trees.base, trees.head);
      const question = { trees, frame, window, comparableSince: 0 } as unknown as PreparedQuestion;
      const tallyRange = openTallyRange({ ...snapshot, copy: copied }, question, new Set());
      for (const [range, isWhole] of [
        [{ after: '', through: 'lead_a~' }, false],
        [{ after: 'lead_a~', through: 'lead_b~' }, false],
        [{ after: 'lead_a~', through: 'lead_b~' }, true],
        [{ after: '', through: 'lead_a~' }, true],
        [{ after: '', through: 'lead_b~' }, false],
      ] as const) {
        const alone = openTally();
        for (const rows of await loadRows(snapshot, range, window, new Set())) tallyRows(question, alone, rows);
        expect(await tallyRange(range)).toEqual({ ...alone, judged: Float64Array.from(alone.judged) });
        expect(wholes.at(-1)).toBe(isWhole);
      }
    }
    expect(wholes).toHaveLength((5 * sides.length) / 2);
  });
});
