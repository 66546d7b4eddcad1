import type { Json } from '../scoring/facts.js';
import type { MappedExpression, MappedValue } from './mapping.js';
import { parseDateText } from './parse-date-text.js';
import { parseNumberText } from './parse-number-text.js';

/** Values of one row in the order of the header. */
export type RowValues = readonly string[];

/** Reads one value from a row; undefined is blank. Says into `problems` why a text cannot be taken. */
export type ValueReader = (row: RowValues, problems: string[]) => Json | undefined;

/** What a mapped value is read with: the columns there are, the words for blank, the zone of dates without one. */
export interface ReaderContext {
  /** Position of a column; says into the compilation's problems that there is none. */
  column(name: string): number;
  blank: ReadonlySet<string>;
  timeZone: string;
}

const YES = new Set(['true', 'yes', 'y', '1', 't']);
const NO = new Set(['false', 'no', 'n', '0', 'f']);
/** What RFC 3339 can write. */
const YEAR_ONE = Date.parse('0001-01-01T00:00:00Z');
const YEAR_TEN_THOUSAND = Date.UTC(10_000, 0);
const PLACEHOLDER = /\{([^{}]+)\}/;

/** Compiles one mapped value against the columns of a file; `as` is how a bare column is read. */
export function compileMappedValue(
  mapped: MappedValue,
  context: ReaderContext,
  as: MappedExpression['as'] = 'text',
): ValueReader {
  const expression: MappedExpression = typeof mapped === 'string' ? { column: mapped } : mapped;
  if (expression.value !== undefined) return constant(expression.value, expression, context, as);
  const text = compileText(expression, context);
  const convert = compileConversion({ ...expression, as: expression.as ?? as }, context);
  const map = new Map(Object.entries(expression.map ?? {}));
  const name = expression.column ?? expression.template ?? '';
  return (row, problems) => {
    const found = text(row);
    let value: Json | undefined = map.get(found);
    if (value === undefined) {
      if (found === '' || context.blank.has(found) || expression.otherwise === 'blank') value = null;
      else if (expression.otherwise === 'refuse')
        problems.push(`${name}: '${found}' is not one of those the mapping names.`);
      else value = found;
    }
    if (value === null || value === undefined) {
      if (expression.required && value === null) problems.push(`${name} is blank.`);
      return undefined;
    }
    if (typeof value !== 'string') return value;
    const converted = convert(value);
    if (converted === undefined) problems.push(`${name}: '${value}' is not ${nameKind(expression, as)}.`);
    return converted;
  };
}

const NAMES = {
  text: 'a text',
  number: 'a number (longer ids are texts)',
  boolean: 'yes or no',
  date: 'a date such as 2026-01-31',
  dateTime: 'a time such as 2026-01-31 14:30:00 or 2026-01-31T14:30:00Z',
  textList: 'a list',
};

function nameKind({ as: own, format }: MappedExpression, as: MappedExpression['as'] = 'text'): string {
  const kind = own ?? as;
  if (format === undefined || (kind !== 'date' && kind !== 'dateTime')) return NAMES[kind];
  return `a ${kind === 'date' ? 'date' : 'time'} written ${format}`;
}

function constant(
  value: Json,
  expression: MappedExpression,
  context: ReaderContext,
  as: MappedExpression['as'],
): ValueReader {
  if (typeof value !== 'string') return () => value ?? undefined;
  const converted = compileConversion({ ...expression, as: expression.as ?? as }, context)(value);
  return (_, problems) => {
    if (converted === undefined) problems.push(`The mapping's value '${value}' is not ${nameKind(expression, as)}.`);
    return converted;
  };
}

function compileText(expression: MappedExpression, context: ReaderContext): (row: RowValues) => string {
  if (expression.template === undefined) {
    const position = context.column(expression.column ?? '');
    return (row) => (row[position] ?? '').trim();
  }
  const parts = expression.template.split(PLACEHOLDER);
  const positions = parts.map((part, index) => (index % 2 === 1 ? context.column(part) : -1));
  return (row) => {
    const texts = parts.map((part, index) => (index % 2 === 1 ? (row[positions[index] as number] ?? '').trim() : part));
    return texts.some((text, index) => index % 2 === 1 && text !== '') ? texts.join('') : '';
  };
}

function compileConversion(expression: MappedExpression, context: ReaderContext): (text: string) => Json | undefined {
  const zone = expression.zone ?? context.timeZone;
  switch (expression.as) {
    case 'number':
      return (text) => parseNumberText(text, expression.decimal);
    case 'boolean':
      return (text) => (YES.has(text.toLowerCase()) ? true : NO.has(text.toLowerCase()) ? false : undefined);
    case 'dateTime':
      return (text) => writeInstant(parseDateText(text, zone, expression.format));
    case 'date':
      return (text) => writeInstant(parseDateText(text, 'UTC', expression.format))?.slice(0, 10);
    case 'textList':
      return (text) =>
        text
          .split(expression.separator ?? ',')
          .map((each) => each.trim())
          .filter((each) => each !== '');
    default:
      return (text) => text;
  }
}

function writeInstant(instant: number | undefined): string | undefined {
  return instant === undefined || instant < YEAR_ONE || instant >= YEAR_TEN_THOUSAND
    ? undefined
    : new Date(instant).toISOString();
}
