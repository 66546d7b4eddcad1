import type { Json, JsonObject } from '../scoring/facts.js';
import type { MappedParts, NamedReaders } from './compile-mapped-parts.js';
import type { RowValues } from './compile-mapped-value.js';
import type { LeadReference, MappedActivityRecord, MappedLeadRecord, MappedMoveRecord, MappedRow } from './mapping.js';

/** What one row says about its lead; a row with any problem says nothing but its problems. */
export function mapRow(parts: MappedParts, row: RowValues): MappedRow {
  const problems: string[] = [];
  const lead = readReference(parts, row, problems);
  if (!lead) {
    if (problems.length === 0) problems.push('The row names no lead: the column of its id is blank.');
    return { leadKey: '', activities: [], moves: [], problems };
  }
  const record = parts.writesLead ? readLead(parts, lead, row, problems) : undefined;
  const activities = parts.activities.flatMap((part) => readActivity(parts, part, lead, row, problems));
  const moves = inOrder(parts.stages.flatMap((part) => readMove(part, lead, row, problems)));
  const leadKey = JSON.stringify(Object.values(lead));
  if (problems.length > 0) return { leadKey, activities: [], moves: [], problems: [...new Set(problems)] };
  return { leadKey, lead: record, activities, moves, problems };
}

function readReference(parts: MappedParts, row: RowValues, problems: string[]): LeadReference | undefined {
  const externalId = asText(parts.externalId?.(row, problems));
  if (externalId) return { externalId: { system: parts.system, value: externalId } };
  const email = asText(parts.email?.(row, problems));
  if (email) return { email: email.toLowerCase() };
  const anonymousId = asText(parts.anonymousId?.(row, problems));
  return anonymousId ? { anonymousId } : undefined;
}

function readLead(parts: MappedParts, lead: LeadReference, row: RowValues, problems: string[]): MappedLeadRecord {
  const account = parts.account && {
    domain: asText(parts.account.domain?.(row, problems)),
    name: asText(parts.account.name?.(row, problems)),
    attributes: readObject(parts.account.attributes, row, problems),
  };
  const externalIds = parts.externalIds?.flatMap(({ system, value }) => {
    const found = asText(value(row, problems));
    return found ? [{ system, value: found }] : [];
  });
  return withoutBlanks({
    lead,
    ...(readObject(parts.fields, row, problems, asText) as { [name: string]: string }),
    account: account && (account.domain || account.name || account.attributes) ? withoutBlanks(account) : undefined,
    externalIds: externalIds?.length ? externalIds : undefined,
    attributes: readObject(parts.attributes, row, problems),
    occurredAt: asText(parts.at?.(row, problems)),
    sequence: asSequence(parts.sequence?.(row, problems), problems),
  });
}

function readActivity(
  parts: MappedParts,
  part: MappedParts['activities'][number],
  lead: LeadReference,
  row: RowValues,
  problems: string[],
): MappedActivityRecord[] {
  const type = part.taken(row) ? asText(part.type(row, problems)) : undefined;
  if (!type) return [];
  const told = problems.length;
  const occurredAt = asText(part.at?.(row, problems));
  if (!occurredAt) {
    if (!part.ownAt && problems.length === told) problems.push(`The activity '${type}' has no time.`);
    return [];
  }
  const record = {
    lead,
    type,
    occurredAt,
    messageId: asText(part.messageId?.(row, problems)),
    source: parts.source,
    sequence: asSequence(part.sequence?.(row, problems), problems),
    properties: readObject(part.properties, row, problems) ?? {},
  };
  return [withoutBlanks(record)];
}

function readMove(
  part: MappedParts['stages'][number],
  lead: LeadReference,
  row: RowValues,
  problems: string[],
): MappedMoveRecord[] {
  const to = part.taken(row) ? asText(part.to(row, problems)) : undefined;
  if (!to) return [];
  const occurredAt = asText(part.at?.(row, problems));
  if (!occurredAt && part.ownAt) return [];
  const record = {
    lead,
    to,
    occurredAt,
    sequence: asSequence(part.sequence?.(row, problems), problems),
    reason: asText(part.reason?.(row, problems)),
    note: asText(part.note?.(row, problems)),
    attributes: readObject(part.attributes, row, problems),
  };
  return [withoutBlanks(record)];
}

/** Several moves of one row happened in the mapping's order, whatever their dates say. */
function inOrder(moves: MappedMoveRecord[]): MappedMoveRecord[] {
  if (moves.length < 2 || moves.some((move) => move.sequence !== undefined)) return moves;
  return moves.map((move, index) => ({ ...move, sequence: index }));
}

function readObject(
  readers: NamedReaders | undefined,
  row: RowValues,
  problems: string[],
  shape: (value: Json | undefined) => Json | undefined = (value) => value,
): JsonObject | undefined {
  const read: JsonObject = {};
  for (const name in readers) {
    const value = shape(readers[name]?.(row, problems));
    if (value !== undefined) read[name] = value;
  }
  return Object.keys(read).length > 0 ? read : undefined;
}

function asText(value: Json | undefined): string | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function asSequence(value: Json | undefined, problems: string[]): number | undefined {
  if (value === undefined) return undefined;
  if (Number.isInteger(value) && Math.abs(value as number) < 2 ** 31) return value as number;
  problems.push(`The sequence ${JSON.stringify(value)} is not a whole number of 32 bits.`);
  return undefined;
}

function withoutBlanks<Record extends object>(record: Record): Record {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as Record;
}
