import type { Db } from '../db/database.js';
import { CallerError } from '../errors.js';
import type { Page, PageRequest } from './page.js';

/** A list to page through: SQL texts over `parameters`; `key` and `id` order it, rows without a key last. */
export interface PagedList {
  columns: string;
  from: string;
  where: string;
  parameters: readonly unknown[];
  key: string;
  keyType: 'timestamptz' | 'double precision' | 'text';
  /** A row may be without a key. Where none is, pages begin at their place in an index on key and id. */
  nullable: boolean;
  id: string;
  idType: 'text' | 'bigint';
  direction: 'ASC' | 'DESC';
}

const DEFAULT_SIZE = 25;
const MAX_SIZE = 100;
const MAX_COUNTED = 10_000;

/** Reads a page by keyset: what comes in between pages moves nobody. Throws CallerError on a bad size or cursor. */
export async function readPage<Row extends object>(db: Db, list: PagedList, request: PageRequest): Promise<Page<Row>> {
  const { size, backward } = readSize(request);
  const parameters = [...list.parameters];
  const bounds = [
    request.after == null ? [] : [beyond(list, request.after, parameters, false)],
    request.before == null ? [] : [beyond(list, request.before, parameters, true)],
  ].flat();
  const order = orderBy(list, backward);
  const rows = await db.query<Row & { $key: Date | number | null; $id: string | number }>(
    `select ${list.columns}, ${list.key} as "$key", ${list.id} as "$id" from ${list.from}
     where ${[list.where, ...bounds].map((condition) => `(${condition})`).join(' and ')}
     order by ${order} limit ${size + 1}`,
    parameters,
  );
  const more = rows.length > size;
  const found = rows.slice(0, size);
  if (backward) found.reverse();
  return {
    nodes: found.map(({ $key: _key, $id: _id, ...row }) => row as unknown as Row),
    cursors: found.map((row) => encodeCursor(row.$key, row.$id)),
    hasNextPage: backward ? request.before != null : more,
    hasPreviousPage: backward ? more : request.after != null,
    totalCount: request.counted === false ? null : await countRows(db, list),
  };
}

async function countRows(db: Db, list: PagedList): Promise<number | null> {
  const [{ count } = { count: 0 }] = await db.query<{ count: number }>(
    `select count(*) from (select 1 from ${list.from} where ${list.where} limit ${MAX_COUNTED + 1}) counted`,
    list.parameters,
  );
  return count > MAX_COUNTED ? null : count;
}

function readSize(request: PageRequest): { size: number; backward: boolean } {
  if (request.first != null && request.last != null) {
    throw new CallerError('BAD_USER_INPUT', `Give 'first' or 'last', not both.`);
  }
  const name = request.last != null ? 'last' : 'first';
  const size = request.last ?? request.first ?? DEFAULT_SIZE;
  const limit = request.maxPage ?? MAX_SIZE;
  if (!Number.isInteger(size) || size < 0) throw new CallerError('BAD_USER_INPUT', `'${name}' must be 0 or more.`);
  if (size > limit) throw new CallerError('LIMIT_EXCEEDED', `'${name}' is ${size}; a page has at most ${limit}.`);
  const backward = request.last != null || (request.first == null && request.before != null);
  return { size, backward };
}

/** The order of a list, or the opposite. */
export function orderBy({ key, id, direction, nullable }: PagedList, backward: boolean): string {
  const nulls = nullable ? ` nulls ${backward ? 'first' : 'last'}` : '';
  if (!backward) return `${key} ${direction}${nulls}, ${id} asc`;
  return `${key} ${direction === 'ASC' ? 'desc' : 'asc'}${nulls}, ${id} desc`;
}

/** The rows after a cursor, or before it. */
function beyond(list: PagedList, cursor: string, parameters: unknown[], before: boolean): string {
  const [value, id] = decode(cursor, list);
  const name = (parameter: unknown, type: string) => `$${parameters.push(parameter)}::${type}`;
  const { key } = list;
  const otherId = `${list.id} ${before ? '<' : '>'} ${name(id, list.idType)}`;
  if (value === null && !list.nullable) throw notOfThisList();
  if (value === null) return before ? `${key} is not null or ${otherId}` : `${key} is null and ${otherId}`;
  const bound = name(value, list.keyType);
  const further = (list.direction === 'ASC') === before ? '<' : '>';
  if (!list.nullable) return `${key} ${further}= ${bound} and (${key} ${further} ${bound} or ${otherId})`;
  const nulls = before ? '' : ` or ${key} is null`;
  return `${key} ${further} ${bound} or (${key} = ${bound} and ${otherId})${nulls}`;
}

/** A cursor that stands at a row with this key and id. */
export function encodeCursor(key: Date | number | null, id: string | number): string {
  return Buffer.from(JSON.stringify([key, id])).toString('base64url');
}

function decode(cursor: string, list: PagedList): [string | number | null, string | number] {
  try {
    const [key, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as [unknown, unknown];
    const keyFits = key === null || KEY_FITS[list.keyType](key);
    const idFits = list.idType === 'text' ? isText(id) : Number.isSafeInteger(id);
    if (keyFits && idFits) return [key as string, id as string];
  } catch {
    // told below
  }
  throw notOfThisList();
}

function notOfThisList(): CallerError {
  return new CallerError('CURSOR_INVALID', 'This cursor is not one of this list: take it from pageInfo or an edge.');
}

const KEY_FITS = {
  timestamptz: isInstant,
  text: isText,
  'double precision': (value: unknown) => typeof value === 'number',
};

function isInstant(value: unknown): boolean {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) && !Number.isNaN(Date.parse(value));
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.length <= 200 && !value.includes('\u0000');
}
