import type { Door } from '../../helpers/graphql.js';
import { ask } from '../../helpers/graphql.js';

/** A webhook as the tests read it. */
export interface ReadWebhook {
  id: string;
  url: string;
  enabled: boolean;
  disabledReason: string | null;
  cursor: string;
  lag: number;
  deliveries: {
    nodes: {
      id: string;
      eventId: string;
      attempts: number;
      responseStatus: number | null;
      nextAttemptAt: string | null;
      succeededAt: string | null;
      lastError: string | null;
    }[];
  };
}

const FIELDS = `id url enabled disabledReason cursor lag
  deliveries(first: 100) { nodes { id eventId attempts responseStatus nextAttemptAt succeededAt lastError } }`;

interface Payload {
  webhook: ReadWebhook;
  secret: string;
  userErrors: { code: string; field: string[]; message: string }[];
}

/** Makes a webhook; `more` are further members of the input, as GraphQL. */
export async function makeWebhook(door: Door, url: string, kinds: string, more = ''): Promise<Payload> {
  const answer = await ask<{ createWebhook: Payload }>(
    door,
    `mutation ($url: URL!) { createWebhook(input: {url: $url, kinds: ${kinds} ${more}}) {
      userErrors { code field message } secret webhook { ${FIELDS} } } }`,
    { url },
  );
  if (!answer.data) throw new Error(JSON.stringify(answer));
  return answer.data.createWebhook;
}

/** Changes a webhook; `change` are members of the input, as GraphQL. */
export async function changeWebhook(door: Door, id: string, change: string): Promise<Payload> {
  const answer = await ask<{ updateWebhook: Payload }>(
    door,
    `mutation ($id: ID!) { updateWebhook(input: {id: $id, ${change}}) {
      userErrors { code field message } secret webhook { ${FIELDS} } } }`,
    { id },
  );
  if (!answer.data) throw new Error(JSON.stringify(answer));
  return answer.data.updateWebhook;
}

/** A webhook by id. */
export async function readWebhook(door: Door, id: string): Promise<ReadWebhook> {
  const answer = await ask<{ node: ReadWebhook }>(
    door,
    `query ($id: ID!) { node(id: $id) { ... on Webhook { ${FIELDS} } } }`,
    {
      id,
    },
  );
  if (!answer.data) throw new Error(JSON.stringify(answer));
  return answer.data.node;
}

/** Makes sure of a lead with this address; returns its id. */
export async function upsert(door: Door, email: string, source?: string): Promise<string> {
  const answer = await ask<{ upsertLead: { lead: { id: string } } }>(
    door,
    'mutation ($email: EmailAddress!, $source: String) { upsertLead(input: {lead: {email: $email}, source: $source}) { lead { id } } }',
    { email, source },
  );
  if (!answer.data) throw new Error(JSON.stringify(answer));
  return answer.data.upsertLead.lead.id;
}
