import { describe, expect, it } from '@jest/globals';
import { buildSchema, parse } from 'graphql';
import { operationCost } from '../../../server/guard/operation-cost.js';

const schema = buildSchema(`
  type Query { leads(first: Int): LeadConnection  me: Lead  all: [Lead!] }
  type LeadConnection { nodes: [Lead!] edges: [LeadEdge!] totalCount: Int }
  type LeadEdge { node: Lead }
  type Lead { name: String owner: Lead friends(first: Int, last: Int): LeadConnection }
  input Many { items: [Int!] }
  type Mutation { write(input: Many): Lead }
`);

function cost(query: string, variables: Record<string, unknown> = {}): number {
  return operationCost(schema, parse(query), null, variables).points;
}

describe('operationCost', () => {
  it('is never less than a point', () => {
    expect(cost('{ __typename }')).toBe(1);
    expect(cost('{ me { name } }')).toBe(1);
  });

  it('grows with the size of pages, given, by variable or assumed, and prices a page once', () => {
    const page = 'query ($n: Int) { leads(first: $n) { nodes { owner { owner { name } } } } }';
    expect(cost(page, { n: 100 })).toBe(4);
    expect(cost(page.replace('Int', 'Int = 100'))).toBe(4);
    expect(cost('{ leads(first: 1000) { nodes { name } edges { node { name } } } }')).toBe(31);
    expect(cost('{ leads { nodes { friends { nodes { owner { name } } } } } }')).toBe(14);
    expect(cost('{ all { owner { owner { owner { name } } } } }')).toBe(1);
  });

  it('knows the biggest page, wherever it is', () => {
    const page = (query: string, variables = {}) => operationCost(schema, parse(query), null, variables).page;
    expect(page('{ leads { totalCount } }')).toBe(0);
    expect(page('{ leads(first: 5) { nodes { friends(last: 101) { totalCount } } } }')).toBe(101);
    const inside = 'query ($n: Int = 7) { me { ...f } } fragment f on Lead { friends(first: $n) { totalCount } }';
    expect([page(inside), page(inside, { n: 200 })]).toEqual([7, 200]);
  });

  it('counts what is written, wherever it is handed in', () => {
    const items = Array.from({ length: 1_000 }, (_, i) => i);
    expect(cost('mutation ($input: Many) { write(input: $input) { name } }', { input: { items } })).toBe(11);
    expect(cost(`mutation { write(input: {items: [${items.join(' ')}]}) { name } }`)).toBe(11);
  });

  it('is linear in the document, however fragments fan out or go round', () => {
    const fan = Array.from(
      { length: 30 },
      (_, i) => `fragment f${i} on Lead { a: owner { ...f${i + 1} } b: owner { ...f${i + 1} } }`,
    );
    expect(cost(`{ me { ...f0 } } ${fan.join(' ')} fragment f30 on Lead { name }`)).toBeGreaterThan(1_000_000);
    expect(cost('{ me { ...r } } fragment r on Lead { owner { ...r } }')).toBe(1);
  });
});
