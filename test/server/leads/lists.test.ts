import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Db } from '../../../server/db/database.js';
import { transaction } from '../../../server/db/transaction.js';
import type { LeadFilter, LeadOrder } from '../../../server/leads/filters.js';
import { findLead } from '../../../server/leads/find-lead.js';
import { findActivities, listActivities } from '../../../server/leads/list-activities.js';
import { listCrossings } from '../../../server/leads/list-crossings.js';
import { listHandoffs } from '../../../server/leads/list-handoffs.js';
import { listLeads } from '../../../server/leads/list-leads.js';
import { listTransitions } from '../../../server/leads/list-transitions.js';
import { mergeLeads } from '../../../server/leads/merge-leads.js';
import type { PageRequest } from '../../../server/leads/page.js';
import { recordActivities } from '../../../server/leads/record-activities.js';
import { upsertLead } from '../../../server/leads/upsert-lead.js';
import { createTestDatabase, type TestDatabase } from '../../helpers/database.js';
import { ago, machine, openTestIntake, type TestIntake } from './open-test-intake.js';

describe('lists', () => {
  let database: TestDatabase;
  let open: TestIntake;
  const ids: string[] = [];
  beforeAll(async () => {
    database = await createTestDatabase();
    open = await openTestIntake(database);
    for (let i = 0; i < 30; i++) {
      const answer = await upsertLead(open.intake, machine(), {
        lead: { email: `p${i}@co${i % 4}.example` },
        name: i === 7 ? "100%_Anna O'Neil" : `Person ${i}`,
        source: i % 5 === 0 ? null : `s${i % 5}`,
        attributes: {
          seniority: i % 2 ? 'vp' : 'staff',
          budget: i,
          closes: i === 3 ? 'soon' : `2026-01-${10 + (i % 20)}`,
        },
        account: { attributes: { employees: (i % 4) * 100 } },
      });
      ids.push(answer.leadId as string);
    }
  });
  afterAll(async () => {
    await open.close();
    await database.drop();
  });

  const walk = async (request: PageRequest & { filter?: LeadFilter; orderBy?: LeadOrder }, back = false) => {
    const found: string[] = [];
    let cursor: string | null = null;
    for (;;) {
      const bounds = back ? { last: 7, before: cursor } : { first: 7, after: cursor };
      const page = await listLeads(database.db, { ...request, ...bounds });
      const nodes = page.nodes.map((lead) => lead.id);
      if (back) found.unshift(...nodes);
      else found.push(...nodes);
      const more = back ? page.hasPreviousPage : page.hasNextPage;
      if (!more) return found;
      cursor = (back ? page.cursors[0] : page.cursors.at(-1)) as string;
    }
  };
  const count = async (filter: LeadFilter) => (await listLeads(database.db, { first: 0, filter })).totalCount;

  it('pages forward and back through every order without losing or repeating anyone', async () => {
    await database.db.query('update lead_scores set value = null where lead_id = any($1)', [ids.slice(0, 3)]);
    for (const field of ['CREATED_AT', 'UPDATED_AT', 'STAGE_ENTERED_AT', 'SCORE'] as const) {
      for (const direction of ['ASC', 'DESC'] as const) {
        const forward = await walk({ orderBy: { field, direction } });
        expect([...forward].sort()).toEqual([...ids].sort());
        expect(await walk({ orderBy: { field, direction } }, true)).toEqual(forward);
        if (field === 'SCORE') expect([...forward.slice(-3)].sort()).toEqual([...ids.slice(0, 3)].sort());
      }
    }
    const page = await listLeads(database.db, {});
    expect([page.nodes.length, page.totalCount, page.hasNextPage, page.hasPreviousPage]).toEqual([25, 30, true, false]);
    expect(page.nodes[0]?.id).toBe(ids[29]);
  });

  it('begins a page at its place in an index, however many rows come before', async () => {
    const { cursors } = await listLeads(database.db, { first: 20 });
    const plans: string[] = [];
    const explained: Db = {
      query: async (sql, parameters) => {
        if (!sql.includes('order by')) return [];
        const rows = await transaction(database.pool, 'system', async (tx) => {
          // Of all plans the one is left that sorts nothing whole and reads no table from end to end.
          for (const way of ['seqscan', 'bitmapscan', 'sort']) await tx.query(`set local enable_${way} = off`);
          return tx.query<{ 'QUERY PLAN': string }>(`explain ${sql}`, parameters);
        });
        plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'));
        return [];
      },
    };
    await listLeads(explained, { first: 5, after: cursors.at(-1) as string });
    await listHandoffs(explained, { first: 5, after: cursors.at(-1) as string, direction: 'DESC' });
    expect(plans[0]).toMatch(/Index Scan Backward using leads_created[\s\S]*Index Cond: \(created_at <= /);
    expect(plans[1]).toMatch(/Index Scan Backward using handoffs_opened[\s\S]*Index Cond: \(opened_at <= /);
  });

  it('refuses pages that are too big or make no sense', async () => {
    const code = async (request: PageRequest) =>
      Promise.resolve()
        .then(() => listLeads(database.db, request))
        .then(
          () => 'taken',
          (error) => error.code,
        );
    expect(await code({ first: 100 })).toBe('taken');
    expect(await code({ first: 101 })).toBe('LIMIT_EXCEEDED');
    expect(await code({ first: -1 })).toBe('BAD_USER_INPUT');
    expect(await code({ first: 1, last: 1 })).toBe('BAD_USER_INPUT');
    for (const after of [
      '',
      'x',
      '[]',
      Buffer.from('["a","b"]').toString('base64url'),
      Buffer.from('[null,"lead_1"]').toString('base64url'),
      '\u0000',
    ]) {
      expect(await code({ after })).toBe('CURSOR_INVALID');
    }
  });

  it('filters by every field', async () => {
    expect(await count({ stage: { eq: 'lead' } })).toBe(30);
    expect(await count({ stage: { neq: 'lead' } })).toBe(0);
    expect(await count({ email: { eq: 'P1@CO1.example' } })).toBe(1);
    expect(await count({ email: { startsWith: 'p1' } })).toBe(11);
    expect(await count({ source: { isNull: true } })).toBe(6);
    expect(await count({ source: { in: ['s1', 's2'] } })).toBe(12);
    expect(await count({ source: { nin: ['s1', 's2'] } })).toBe(18);
    expect(await count({ search: "100%_anna o'" })).toBe(1);
    expect(await count({ search: '%' })).toBe(1);
    expect(await count({ attribute: { path: 'seniority', string: { eq: 'vp' } } })).toBe(15);
    expect(await count({ attribute: { path: 'budget', number: { gte: 10, lt: 20 } } })).toBe(10);
    expect(await count({ attribute: { path: 'seniority', number: { gte: 0 } } })).toBe(0);
    const closes = { path: 'closes', date: { lte: new Date('2026-01-12T00:00:00Z') } };
    expect(await count({ attribute: closes })).toBe(6);
    expect(await count({ attribute: { path: 'account.employees', number: { eq: 300 } } })).toBe(7);
    expect(await count({ attribute: { path: 'account.domain', string: { eq: 'co1.example' } } })).toBe(8);
    expect(await count({ createdAt: { gt: ago(3_600_000) }, model: { eq: 'hundred-point' } })).toBe(30);
    expect(await count({ not: { attribute: { path: 'nothing', string: { eq: 'x' } } } })).toBe(30);
    for (const path of ['seniority', 'account.employees', 'source']) {
      expect(await count({ attribute: { path, string: {}, number: {} }, source: { eq: 's1' } })).toBe(6);
    }
    expect(await count({ or: [{ source: { eq: 's1' } }, { source: { eq: 's2' } }], and: [{ search: 'Person' }] })).toBe(
      11,
    );
    expect(await count({ suggested: true })).toBe(0);
    expect(await count({ slaState: ['BREACHED'] })).toBe(0);
    expect(await count({ search: `'; drop table leads; --` })).toBe(0);
  });

  it('finds a lead by any of its names, a merged one by its old ones', async () => {
    const [keep, absorb] = [ids[10] as string, ids[11] as string];
    await mergeLeads(open.intake, machine(), { keep: { id: keep }, absorb: { id: absorb } });
    expect((await findLead(database.db, { id: absorb }))?.id).toBe(keep);
    expect((await findLead(database.db, { email: 'P11@co3.example' }))?.id).toBe(keep);
    expect(await findLead(database.db, { email: 'nobody@co3.example' })).toBeNull();
    expect(await findLead(database.db, { externalId: { system: 'x', value: 'y' } })).toBeNull();
    ids.splice(11, 1);
    expect((await listLeads(database.db, { first: 0 })).totalCount).toBe(29);
  });

  it('pages through activities, moves and crossings of a lead', async () => {
    const id = ids[1] as string;
    await recordActivities(open.intake, machine(), {
      activities: Array.from({ length: 40 }, (_, i) => ({
        lead: { id },
        type: i % 2 ? 'demo.booked' : 'page.viewed',
        occurredAt: ago(1_000 * (i % 10)),
        messageId: `l${i}`,
      })),
    });
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page = await listActivities(database.db, id, { first: 9, after, filter: { type: { eq: 'page.viewed' } } });
      expect(page.totalCount).toBe(20);
      seen.push(...page.nodes.map((row) => row.id));
      after = page.hasNextPage ? (page.cursors.at(-1) as string) : null;
    } while (after);
    expect(new Set(seen).size).toBe(20);
    const found = await findActivities(database.db, [seen[3] as string, 'act_999999', 'nonsense']);
    expect(found.map((row) => row?.id ?? null)).toEqual([seen[3], null, null]);
    const moves = await listTransitions(database.db, id, {});
    expect(moves.nodes).toMatchObject([
      { toStage: 'lead', fromStage: null, ordinal: 0 },
      { toStage: 'mql', ordinal: 1 },
    ]);
    expect((await listTransitions(database.db, id, { last: 1 })).nodes).toEqual(moves.nodes.slice(-1));
    const crossings = await listCrossings(database.db, id, {});
    expect(crossings.nodes).toMatchObject([{ threshold: 'mql', transitionId: moves.nodes[1]?.id }]);
  });
});
