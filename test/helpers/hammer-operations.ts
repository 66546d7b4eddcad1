import { buildSchema } from 'graphql';
import type { Door } from './graphql.js';
import { randomOperation } from './random-operation.js';

/** The closed list of codes an error may carry. */
const CODES = new Set(
  `UNAUTHENTICATED FORBIDDEN BAD_USER_INPUT GRAPHQL_PARSE_FAILED GRAPHQL_VALIDATION_FAILED LIMIT_EXCEEDED RATE_LIMITED
  OVERLOADED TIMEOUT CURSOR_INVALID CURSOR_EPOCH CURSOR_AHEAD CURSOR_EXPIRED SUBSCRIPTION_OVER_HTTP INTERNAL`.split(
    /\s+/,
  ),
);
const LEAKS = /\bat \w+ \(|node_modules|\.js:\d+|\bselect\b.+\bfrom\b|syntax error at|relation "|column "|violates/i;

/** What random operations met: counts by outcome, and every answer that must not be. */
export interface Hammered {
  operations: number;
  withData: number;
  byCode: Record<string, number>;
  wrong: { query: string; variables: unknown; status: number; body: string }[];
}

/** Sends `count` random valid operations, eight at a time, every tenth a mutation; keeps at most 20 wrong answers. */
export async function hammerOperations(door: Door, count: number, random: () => number): Promise<Hammered> {
  const schema = buildSchema(await (await fetch(`${door.url}/schema.graphql`)).text());
  const seen: Hammered = { operations: 0, withData: 0, byCode: {}, wrong: [] };
  const ids: string[] = [];
  async function worker(): Promise<void> {
    while (seen.operations < count) {
      const mutation = seen.operations++ % 10 === 9;
      const operation = randomOperation(schema, random, { mutation, ids });
      await send(door, operation, seen, ids);
    }
  }
  await Promise.all(Array.from({ length: 8 }, worker));
  return seen;
}

async function send(
  door: Door,
  operation: { query: string; variables: Record<string, unknown> },
  seen: Hammered,
  ids: string[],
): Promise<void> {
  const response = await fetch(`${door.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${door.token}` },
    body: JSON.stringify(operation),
  });
  const body = await response.text();
  const answer = parse(body);
  if (answer?.data) seen.withData++;
  let wrong = answer === null || response.status >= 500;
  for (const error of answer?.errors ?? []) {
    const code = error.extensions?.code ?? 'none';
    seen.byCode[code] = (seen.byCode[code] ?? 0) + 1;
    wrong ||=
      !CODES.has(code) || code === 'INTERNAL' || code === 'GRAPHQL_VALIDATION_FAILED' || LEAKS.test(error.message);
  }
  if (wrong && seen.wrong.length < 20)
    seen.wrong.push({ ...operation, status: response.status, body: body.slice(0, 2000) });
  if (ids.length < 200)
    for (const id of body.matchAll(/"((?:lead|act|account|user|transition|crossing|version)_\w+)"/g))
      ids.push(id[1] as string);
}

function parse(
  body: string,
): { data?: unknown; errors?: { message: string; extensions?: { code?: string } }[] } | null {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
