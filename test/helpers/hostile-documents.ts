/** A request that is meant to cost far more than it took to write, and what of the answer is no surprise. */
export interface Hostile {
  name: string;
  body: string;
  /** Codes it may be refused with; null: an answer with data is right. */
  codes: readonly string[] | null;
}

const LIMIT = ['LIMIT_EXCEEDED'];
const VALID = ['GRAPHQL_VALIDATION_FAILED'];
const INPUT = ['BAD_USER_INPUT'];

/** Requests of reliability.md's row G5 and their kin, all under the limit of bytes. */
export function hostileDocuments(): Hostile[] {
  return [
    doc('20,000 duplicate fields', `{ ${times(20_000, () => '__typename')} }`, LIMIT),
    doc('660 duplicate fields with selections', `{ leads { nodes { ${times(660, () => 'a: id')} } } }`, LIMIT),
    doc('conflicts of 600 fields', `{ stages { ${times(600, (i) => `key(a: ${i})`)} } }`, [...LIMIT, ...VALID]),
    doc('a fan of 100 fragments', `{ ...f0 } ${fan(100)} fragment f100 on Query { __typename }`, LIMIT),
    doc('a fan inside a list', `{ leads { nodes { ...f0 } } } ${fan(100, 'Lead')} fragment f100 on Lead { id }`, null),
    doc('cyclic fragments', '{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }', VALID),
    doc('a hundred cyclic fragments', `{ ...f0 } ${ring(100)}`, [...LIMIT, ...VALID]),
    doc('200,000 comments', `{ __typename } ${'#\n'.repeat(200_000)}`, LIMIT),
    doc('a long comment', `{ __typename } #${'x'.repeat(1_000_000)}`, null),
    doc('a text of 1 MB', `{ lead(by: {email: "${'a'.repeat(1_000_000)}"}) { id } }`, null),
    doc('a number of 1 MB', `{ leads(first: ${'9'.repeat(1_000_000)}) { totalCount } }`, [...INPUT, ...VALID]),
    doc('a name of 1 MB', `{ ${'a'.repeat(1_000_000)} }`, VALID),
    doc('a literal 10,000 deep', `{ leads(filter: ${deep(10_000, '{and:[', ']}')}) { totalCount } }`, LIMIT),
    doc('lists 10,000 deep', `{ leads(filter: ${deep(10_000, '[', ']')}) { totalCount } }`, LIMIT),
    doc('lists 900 deep', `{ leads(filter: ${deep(900, '[', ']')}) { totalCount } }`, [...VALID, ...INPUT]),
    doc('selections 600 deep', `{ users ${deep(600, '{ manager ', '}')} }`, [...LIMIT, 'GRAPHQL_PARSE_FAILED']),
    doc('an open text of 1 MB', `{ lead(by: {email: "${'a'.repeat(1_000_000)}`, ['GRAPHQL_PARSE_FAILED']),
    doc('400 unused variables', `query (${times(400, (i) => `$v${i}: ID`)}) { __typename }`, VALID),
    variable('a variable 10,000 deep', 'LeadFilter', deep(10_000, '{"and":[', ']}')),
    variable('a variable of lists 100,000 deep', 'LeadFilter', deep(100_000, '[', ']', 'null')),
    variable('a variable with 100,000 members', 'LeadFilter', `{${times(60_000, (i) => `"k${i}":1`, ',')}}`),
    variable(
      '60 wrong members beside a text of 900 KB',
      'LeadFilter',
      `{${times(60, (i) => `"k${i}":1`, ',')},"t":"${'x'.repeat(900_000)}"}`,
    ),
    variable('900 wrong members', 'LeadFilter', `{${times(900, (i) => `"k${i}":1`, ',')}}`),
    variable('a variable with a prototype', 'LeadFilter', '{"__proto__":{"and":[]},"constructor":{}}'),
  ];
}

function times(count: number, text: (i: number) => string, between = ' '): string {
  return Array.from({ length: count }, (_, i) => text(i)).join(between);
}

function fan(count: number, type = 'Query'): string {
  return times(count, (i) => `fragment f${i} on ${type} { ...f${i + 1} ...f${i + 1} }`);
}

function ring(count: number): string {
  return times(count, (i) => `fragment f${i} on Query { ...f${(i + 1) % count} ...f${(i + 7) % count} }`);
}

function deep(depth: number, open: string, close: string, inside = '{}'): string {
  return open.repeat(depth) + inside + close.repeat(depth);
}

function doc(name: string, query: string, codes: Hostile['codes']): Hostile {
  return { name, body: JSON.stringify({ query }), codes };
}

function variable(name: string, type: string, value: string): Hostile {
  const query = JSON.stringify(`query ($v: ${type}) { leads(filter: $v) { totalCount } }`);
  return { name, body: `{"query":${query},"variables":{"v":${value}}}`, codes: [...INPUT, 'LIMIT_EXCEEDED'] };
}
