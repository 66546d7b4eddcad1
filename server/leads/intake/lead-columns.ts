import type { FollowedLead } from '../../../core/definitions/followed-lead.js';
import type { Json, JsonObject } from '../../../core/scoring/facts.js';
import type { Reading, Timeline } from '../../../core/scoring/timeline-index.js';

/** What a lead's row says of it, read from its timeline. */
export interface LeadColumns {
  email: string | null;
  name: string | null;
  accountId: string | null;
  ownerId: string | null;
  source: string | null;
  channel: string | null;
  campaign: string | null;
  latestSource: string | null;
  latestChannel: string | null;
  segment: string | null;
  attributes: JsonObject;
}

/** Paths with a column of their own; the rest are `attributes`. */
const COLUMNS = new Set([
  'email',
  'name',
  'account',
  'owner',
  'source',
  'channel',
  'latestSource',
  'latestChannel',
  'segment',
]);

/** The newest value of every path, those dated a little ahead included. */
export function leadColumns({ timeline, segment }: FollowedLead): LeadColumns {
  const text = (path: string): string | null => {
    const value = newest(timeline.attributes.get(path));
    return typeof value === 'string' ? value : null;
  };
  const attributes = [...timeline.attributes].flatMap(([path, readings]): [string, Json][] => {
    if (COLUMNS.has(path) || (path === 'createdAt' && readings.length === 1)) return [];
    const value = newest(readings);
    return value === undefined ? [] : [[path, value]];
  });
  return {
    email: text('email'),
    name: text('name'),
    accountId: text('account'),
    ownerId: text('owner'),
    source: text('source'),
    channel: text('channel'),
    campaign: text('campaign'),
    latestSource: text('latestSource') ?? text('source'),
    latestChannel: text('latestChannel') ?? text('channel'),
    segment: segment(),
    attributes: Object.fromEntries(attributes),
  };
}

/** An account's name and attributes (keys without `account.`), read from a timeline that holds its facts. */
export function accountColumns(timeline: Timeline, accountId: string): { name: string | null; attributes: JsonObject } {
  const values = [...(timeline.accounts.get(accountId) ?? [])].flatMap(([path, readings]): [string, Json][] => {
    const value = newest(readings);
    return value === undefined ? [] : [[path.slice('account.'.length), value]];
  });
  const name = values.find(([path]) => path === 'name')?.[1];
  return {
    name: typeof name === 'string' ? name : null,
    attributes: Object.fromEntries(values.filter(([path]) => path !== 'name' && path !== 'domain')),
  };
}

function newest(readings: Reading[] | undefined): Json | undefined {
  return readings?.at(-1)?.value;
}
