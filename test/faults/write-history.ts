import { setTimeout as pause } from 'node:timers/promises';
import type { Answer } from '../helpers/graphql.js';
import { ask } from '../helpers/graphql.js';
import type { History, Logged } from './check-history.js';

/** So many that most of what is written changes something, so few that they meet. */
const LEADS = 150;

const STAGES = ['mql', 'sal', 'sql', 'lead', 'disqualified'];
/** One of them takes a lead of this account over the threshold. */
const TYPES = ['demo.booked', 'page.viewed', 'email.clicked', 'page.viewed'];

const WRITE = {
  upsert: `mutation ($email: EmailAddress!, $key: String!) { answer: upsertLead(input: {lead: {email: $email}, source: "faults", idempotencyKey: $key,
    account: {domain: "faults.example", attributes: {employees: 100, industry: "saas"}}}) {
    userErrors { code } lead { id } transition { id } crossings { id } } }`,
  move: `mutation ($email: EmailAddress!, $key: String!, $to: String!) { answer: moveLead(input: {lead: {email: $email}, to: $to, reason: "other", note: "n", idempotencyKey: $key}) {
    userErrors { code } lead { id } transition { id } crossings { id } } }`,
  record: `mutation ($email: EmailAddress!, $key: String!, $type: String!, $at: DateTime!) { answer: recordActivities(input: {activities: [
    {lead: {email: $email}, type: $type, occurredAt: $at, messageId: $key, source: "faults"}]}) {
    userErrors { code } accepted duplicates transitions { id } crossings { id } } }`,
};

interface Written {
  userErrors: { code: string }[];
  lead?: { id: string } | null;
  transition?: { id: string } | null;
  transitions?: { id: string }[];
  crossings: { id: string }[];
}

/** Writes as one client until told to stop: mixed mutations, refused ones among them, each retried until answered. */
export async function writeHistory(
  history: Pick<History, 'acked'> & { accepted: { email: string; messageId: string }[] },
  client: {
    run: string;
    name: string;
    token: string;
    doors: () => string[];
    random: () => number;
    stopped: () => boolean;
  },
): Promise<void> {
  for (let n = 0; !client.stopped(); n++) {
    const pick = <Of>(from: readonly Of[]) => from[Math.floor(client.random() * from.length)] as Of;
    const key = `${client.run}-${client.name}-${n}`;
    const email = emailOf(client.run, Math.floor(client.random() * LEADS));
    const kind = pick(['upsert', 'move', 'record', 'record'] as const);
    const variables = { email, key, to: pick(STAGES), type: pick(TYPES), at: new Date().toISOString() };
    const sentAt = performance.now();
    const answer = await untilAnswered(client, WRITE[kind], used(WRITE[kind], variables));
    const eventIds = [answer.transition, ...(answer.transitions ?? []), ...answer.crossings].flatMap((event) =>
      event ? [event.id] : [],
    );
    history.acked.push({ sentAt, answeredAt: performance.now(), eventIds });
    if (kind === 'record' && answer.userErrors.length === 0) history.accepted.push({ email, messageId: key });
  }
}

/** Only the variables a document declares. */
function used(query: string, variables: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(variables).filter(([name]) => query.includes(`$${name}:`)));
}

async function untilAnswered(
  client: { token: string; doors: () => string[]; random: () => number },
  query: string,
  variables: Record<string, unknown>,
): Promise<Written> {
  let failure: unknown;
  for (let attempt = 0; attempt < 600; attempt++) {
    const doors = client.doors();
    const url = doors[Math.floor(client.random() * doors.length)] as string;
    try {
      const answer: Answer<{ answer: Written }> = await ask({ url, token: client.token }, query, variables);
      if (answer.data?.answer) return answer.data.answer;
      failure = answer.errors;
    } catch (error) {
      failure = error;
    }
    await pause(50);
  }
  throw new Error(`never answered: ${JSON.stringify(failure)}`);
}

/** Reads what there is in the end: the log after `after`, and the leads with their stage and activities. */
export async function readOutcome(door: { url: string; token: string }, after: string, run = 'none') {
  const log: Logged[] = [];
  for (let cursor = after, more = true; more; ) {
    const page = await asked<{
      events: {
        pageInfo: { hasNextPage: boolean; endCursor: string };
        nodes: {
          id: string;
          cursor: string;
          lead: { id: string } | null;
          from?: { key: string } | null;
          to?: { key: string };
        }[];
      };
    }>(
      door,
      `query ($after: String) { events(first: 100, after: $after) { pageInfo { hasNextPage endCursor }
        nodes { id cursor lead { id } ... on StageTransition { from { key } to { key } } } } }`,
      { after: cursor },
    );
    for (const { from, to, lead, ...event } of page.events.nodes) {
      log.push({ ...event, lead: lead?.id ?? null, ...(to ? { from: from?.key ?? null, to: to.key } : {}) });
    }
    more = page.events.pageInfo.hasNextPage;
    cursor = page.events.pageInfo.endCursor;
  }
  const leads: (History['leads'][number] & { email: string })[] = [];
  for (let n = 0; n < LEADS; n++) {
    const email = emailOf(run, n);
    const messageIds: string[] = [];
    for (let cursor: string | null = null, more = true; more; ) {
      const { lead }: { lead: FoundLead | null } = await asked(
        door,
        `query ($email: EmailAddress!, $after: String) { lead(by: {email: $email}) { id stage { key }
          activities(first: 100, after: $after) { nodes { messageId } pageInfo { hasNextPage endCursor } } } }`,
        { email, after: cursor },
      );
      if (!lead) break;
      messageIds.push(...lead.activities.nodes.map((node) => node.messageId));
      more = lead.activities.pageInfo.hasNextPage;
      cursor = lead.activities.pageInfo.endCursor;
      if (!more) leads.push({ id: lead.id, email, stage: lead.stage.key, messageIds });
    }
  }
  return { log, leads };
}

/** Each run has leads of its own, so that a database may serve many. */
function emailOf(run: string, n: number): string {
  return `lead${n}@${run}.faults.example`;
}

interface FoundLead {
  id: string;
  stage: { key: string };
  activities: { nodes: { messageId: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
}

async function asked<Data>(door: { url: string; token: string }, query: string, variables = {}): Promise<Data> {
  const answer = await ask<Data>(door, query, variables);
  if (!answer.data) throw new Error(JSON.stringify(answer.errors));
  return answer.data;
}
