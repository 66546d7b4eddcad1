import { ask, type Door } from '../helpers/graphql.js';

/** A clock as the API tells of it, instants in milliseconds. */
export interface ToldClock {
  id: string;
  leadId: string;
  state: string;
  dueAt: number;
}

/** Something a clock said or a stage a lead entered, as the log holds it, in its order. */
export interface ToldEvent {
  what: string;
  clockId: string | null;
  leadId: string;
  occurredAt: number;
  recordedAt: number;
}

const BATCH = 500;

/** Starts a clock for each of `count` new leads, `policyOf` says which: one request of 500 after the other. */
export async function startClocks(door: Door, run: string, count: number, policyOf: () => number): Promise<void> {
  for (let from = 0; from < count; from += BATCH) {
    const activities = Array.from({ length: Math.min(BATCH, count - from) }, (_, i) => ({
      lead: { email: `c${from + i}@${run}.example` },
      type: 'page.viewed',
      properties: { page: `s${policyOf()}` },
      occurredAt: new Date().toISOString(),
      messageId: `${run} ${from + i}`,
    }));
    const answer = await ask<{ recordActivities: { accepted: number } }>(
      door,
      'mutation ($input: RecordActivitiesInput!) { recordActivities(input: $input) { accepted userErrors { message } } }',
      { input: { activities } },
    );
    if (answer.data?.recordActivities.accepted !== activities.length) throw new Error(JSON.stringify(answer));
  }
}

/** Every clock there is. */
export async function listClocks(door: Door): Promise<ToldClock[]> {
  const clocks: ToldClock[] = [];
  for await (const { id, lead, state, dueAt } of pages<{
    id: string;
    lead: { id: string };
    state: string;
    dueAt: string;
  }>(door, 'slaClocks', 'id state dueAt lead { id }')) {
    clocks.push({ id, leadId: lead.id, state, dueAt: Date.parse(dueAt) });
  }
  return clocks;
}

/** What the log says of clocks and stages, oldest first. */
export async function listTold(door: Door): Promise<ToldEvent[]> {
  const told: ToldEvent[] = [];
  const fields = `__typename occurredAt recordedAt lead { id }
    ... on SlaEvent { kind clock { id } } ... on StageTransition { to { key } }`;
  for await (const one of pages<{
    kind?: string;
    clock?: { id: string };
    to?: { key: string };
    lead: { id: string };
    occurredAt: string;
    recordedAt: string;
  }>(door, 'events', fields, ', filter: {kinds: [SLA, STAGE_TRANSITION]}')) {
    told.push({
      what: one.kind ?? `to ${one.to?.key}`,
      clockId: one.clock?.id ?? null,
      leadId: one.lead.id,
      occurredAt: Date.parse(one.occurredAt),
      recordedAt: Date.parse(one.recordedAt),
    });
  }
  return told;
}

/** How many clocks run. */
export async function countRunning(door: Door): Promise<number> {
  const answer = await ask<{ slaClocks: { totalCount: number } }>(
    door,
    '{ slaClocks(state: [RUNNING]) { totalCount } }',
  );
  if (!answer.data) throw new Error(JSON.stringify(answer.errors));
  return answer.data.slaClocks.totalCount;
}

interface Listed<Node> {
  nodes: Node[];
  pageInfo: { hasNextPage: boolean; endCursor: string };
}

async function* pages<Node>(door: Door, list: string, fields: string, more = ''): AsyncGenerator<Node> {
  const query = `query ($after: String) { ${list}(first: 100, after: $after${more}) {
    nodes { ${fields} } pageInfo { hasNextPage endCursor } } }`;
  let after: string | null = null;
  let next = true;
  while (next) {
    const page: Listed<Node> = await readPage(door, list, query, after);
    yield* page.nodes;
    next = page.pageInfo.hasNextPage;
    after = page.pageInfo.endCursor;
  }
}

async function readPage<Node>(door: Door, list: string, query: string, after: string | null): Promise<Listed<Node>> {
  const answer = await ask<Record<string, Listed<Node>>>(door, query, { after });
  const page = answer.data?.[list];
  if (!page) throw new Error(JSON.stringify(answer.errors));
  return page;
}
