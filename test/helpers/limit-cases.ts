/** A request as it is sent: to HTTP and streams as a body, over a socket as a payload. */
export interface LimitedRequest {
  query: string;
  variables?: Record<string, unknown>;
}

/** One limit of doors.md: `at(limit)` passes, `at(limit + step)` is refused as LIMIT_EXCEEDED. */
export interface LimitCase {
  name: string;
  limit: number;
  step?: number;
  at(count: number): LimitedRequest;
}

/** Every limit on what one operation may be, but for its bytes. */
export const LIMIT_CASES: readonly LimitCase[] = [
  { name: 'tokens', limit: 2_000, at: (count) => ({ query: tokens(count) }) },
  { name: 'tokens, one of them a comment', limit: 2_000, at: (count) => ({ query: `${tokens(count - 1)} # one` }) },
  {
    name: 'tokens of one field',
    limit: 2_000,
    at: (count) => ({ query: `{ stages { ${times(count - 5, () => 'key')} } }` }),
  },
  { name: 'depth', limit: 15, at: (count) => ({ query: nested(count) }) },
  { name: 'depth through fragments', limit: 15, at: (count) => ({ query: nestedInFragments(count) }) },
  { name: 'aliases', limit: 30, at: (count) => ({ query: `{ stages { ${times(count, (i) => `a${i}: key`)} } }` }) },
  {
    name: 'aliases of __typename',
    limit: 30,
    at: (count) => ({ query: `{ stages { ${times(count, (i) => `a${i}: __typename`)} } }` }),
  },
  {
    name: 'directives',
    limit: 20,
    at: (count) => ({ query: `{ stages { ${times(count, () => 'key @skip(if: false)')} } }` }),
  },
  { name: 'root fields', limit: 10, at: (count) => ({ query: `{ ${times(count, () => '__typename')} }` }) },
  {
    name: 'root fields in fragments',
    limit: 10,
    step: 2,
    at: (count) => ({ query: `{ ...a ...a } fragment a on Query { ${times(count / 2, () => '__typename')} }` }),
  },
  { name: 'page (first)', limit: 100, at: (count) => ({ query: `{ leads(first: ${count}) { totalCount } }` }) },
  { name: 'page (last)', limit: 100, at: (count) => ({ query: `{ events(last: ${count}) { totalCount } }` }) },
  {
    name: 'page inside',
    limit: 100,
    at: (count) => ({
      query: 'query ($n: Int) { leads(first: 1) { nodes { activities(first: $n) { totalCount } } } }',
      variables: { n: count },
    }),
  },
  {
    name: 'nodes',
    limit: 100,
    at: (count) => ({
      query: 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }',
      variables: { ids: Array.from({ length: count }, (_, i) => `lead_${i}`) },
    }),
  },
  { name: 'cost', limit: 2_000, at: costing },
];

function times(count: number, text: (i: number) => string): string {
  return Array.from({ length: count }, (_, i) => text(i)).join(' ');
}

/** A list takes as many tokens as it has members: 15 stand around it. */
function tokens(count: number): string {
  return `{ leads(filter: {source: {in: [${times(count - 20, () => '"a"')}]}}) { totalCount } }`;
}

function nested(depth: number): string {
  return `{ users ${times(depth - 2, () => '{ manager')} { id }${' }'.repeat(depth - 1)}`;
}

function nestedInFragments(depth: number): string {
  const inner = times(depth - 2, (i) => `fragment f${i} on User { manager { ...f${i + 1} } }`);
  return `{ users { ...f0 } } ${inner} fragment f${depth - 2} on User { id }`;
}

/** Nine pages of a hundred leads with a hundred activities (1,818.09 points), one of ninety (181.81), and the rest in small objects. */
function costing(points: number): LimitedRequest {
  const leads = (first: number, more = '') =>
    `leads(first: ${first}) { nodes { activities(first: 100) { nodes { lead { id } } } } ${more} }`;
  const more = points > 2_000 ? 'pageInfo { hasNextPage }' : '';
  return { query: `{ ${times(9, (i) => `a${i}: ${leads(100)}`)} ${leads(90, more)} }` };
}
