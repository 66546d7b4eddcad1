import { dateCondition, idCondition, numberCondition, textCondition } from './filter-condition.js';
import type { AttributeFilter, LeadFilter, StringFilter } from './filters.js';

/**
 * SQL that is true for the leads of a filter: over `leads l` left join `lead_scores s on s.lead_id = l.id`. Appends its
 * values to `parameters` and names them `$n`. Without a filter: `true`.
 */
export function leadCondition(filter: LeadFilter | null | undefined, parameters: unknown[]): string {
  if (!filter) return 'true';
  const parts: string[] = [];
  for (const [key, column] of TEXTS) {
    const part = filter[key];
    if (part) parts.push(textCondition(column, key === 'email' ? lowerCased(part) : part, parameters));
  }
  for (const [key, column] of INSTANTS) {
    const part = filter[key];
    if (part) parts.push(dateCondition(column, part, parameters));
  }
  if (filter.owner) parts.push(idCondition('l.owner_id', filter.owner, parameters));
  if (filter.account) parts.push(idCondition('l.account_id', filter.account, parameters));
  if (filter.score) parts.push(numberCondition('s.value', filter.score, parameters));
  if (filter.attribute) parts.push(attributeCondition(filter.attribute, parameters));
  if (filter.slaState) {
    const states = `$${parameters.push(filter.slaState)}::text[]`;
    parts.push(`exists (select from sla_clocks c where c.lead_id = l.id and c.state = any(${states}))`);
  }
  if (filter.suggested != null) parts.push(filter.suggested ? SUGGESTED : `not ${SUGGESTED}`);
  if (filter.search != null && filter.search.trim() !== '')
    parts.push(searchCondition(filter.search.trim(), parameters));
  for (const member of filter.and ?? []) parts.push(leadCondition(member, parameters));
  if (filter.or && filter.or.length > 0) {
    parts.push(`(${filter.or.map((member) => leadCondition(member, parameters)).join(' or ')})`);
  }
  if (filter.not) parts.push(`not coalesce(${leadCondition(filter.not, parameters)}, false)`);
  return parts.length === 0 ? 'true' : `(${parts.join(' and ')})`;
}

const TEXTS = [
  ['stage', 'l.stage'],
  ['email', 'l.email'],
  ['source', 'l.source'],
  ['channel', 'l.channel'],
  ['segment', 'l.segment'],
  ['model', 's.model'],
] as const;

const INSTANTS = [
  ['createdAt', 'l.created_at'],
  ['stageEnteredAt', 'l.stage_entered_at'],
  ['lastActivityAt', 'l.last_activity_at'],
] as const;

const SUGGESTED = 'exists (select from suggestions w where w.lead_id = l.id)';

/** Paths with a column of their own. */
const COLUMNS: Record<string, string> = {
  name: 'l.name',
  email: 'l.email',
  source: 'l.source',
  channel: 'l.channel',
  segment: 'l.segment',
  owner: 'l.owner_id',
  latestSource: 'l.latest_source',
  latestChannel: 'l.latest_channel',
};

function attributeCondition(filter: AttributeFilter, parameters: unknown[]): string {
  const before = parameters.length;
  const value = attributeValue(filter.path, parameters);
  const text = `(${value} #>> '{}')`;
  const parts: string[] = [];
  if (filter.string) parts.push(textCondition(text, filter.string, parameters));
  if (filter.number) {
    const number = `(case when jsonb_typeof(${value}) = 'number' then ${text}::double precision end)`;
    parts.push(numberCondition(number, filter.number, parameters));
  }
  if (filter.date) parts.push(dateCondition(`instant_or_null(${text})`, filter.date, parameters));
  if (parts.length === 0) return `${value} is not null`;
  if (parts.some((part) => part !== 'true')) return parts.join(' and ');
  // a parameter that no condition names has no type
  parameters.length = before;
  return 'true';
}

function attributeValue(path: string, parameters: unknown[]): string {
  const column = Object.hasOwn(COLUMNS, path) ? COLUMNS[path] : undefined;
  if (column) return `to_jsonb(${column})`;
  if (!path.startsWith('account.')) return `(l.attributes -> $${parameters.push(path)}::text)`;
  const key = path.slice('account.'.length);
  const own =
    key === 'name' || key === 'domain' ? `to_jsonb(a.${key})` : `a.attributes -> $${parameters.push(key)}::text`;
  return `(select ${own} from accounts a where a.id = l.account_id)`;
}

function searchCondition(text: string, parameters: unknown[]): string {
  const name = `lower($${parameters.push(text)}::text)`;
  return `(strpos(lower(l.name), ${name}) > 0 or strpos(l.email, ${name}) > 0 or exists (
    select 1 from lead_keys k where k.lead_id = l.id and k.system like 'ext:%' and lower(k.value) = ${name}))`;
}

function lowerCased(filter: StringFilter): StringFilter {
  const lower = (text: string | null | undefined) => text?.toLowerCase();
  const { eq, neq } = filter;
  return {
    ...filter,
    eq: lower(eq),
    neq: lower(neq),
    in: filter.in?.map((text) => text.toLowerCase()),
    nin: filter.nin?.map((text) => text.toLowerCase()),
  };
}
