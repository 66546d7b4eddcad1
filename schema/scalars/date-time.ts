import { GraphQLScalarType, Kind } from 'graphql';
import { badValue } from './bad-value.js';

const RFC_3339 = /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(\.\d+)?([Zz]|[+-]\d{2}:\d{2})$/;

/** RFC 3339 in and out, always UTC when printed; instants are kept to the millisecond, further digits are cut off. */
export const DateTime = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  description:
    'An instant as RFC 3339 text with an offset, such as `2026-01-31T09:30:00.000Z`. Printed in UTC; kept to the millisecond.',
  specifiedByURL: 'https://datatracker.ietf.org/doc/html/rfc3339',
  serialize(value) {
    if (value instanceof Date) return value.toISOString();
    if (typeof value === 'string') return value;
    throw new TypeError(`DateTime cannot print ${typeof value}`);
  },
  parseValue: parse,
  parseLiteral: (node) => parse(node.kind === Kind.STRING ? node.value : null),
});

function parse(value: unknown): Date {
  if (value instanceof Date) return value;
  const parts = typeof value === 'string' ? RFC_3339.exec(value) : null;
  if (!parts) throw badValue('DateTime', value, 'write it as 2026-01-31T09:30:00Z, with Z or an offset');
  const instant = new Date((value as string).toUpperCase());
  const day = new Date(0);
  day.setUTCFullYear(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]));
  if (Number.isNaN(instant.getTime()) || day.getUTCDate() !== Number(parts[3]) || instant.getUTCFullYear() < 1) {
    throw badValue('DateTime', value, 'there is no such day or time');
  }
  return instant;
}
