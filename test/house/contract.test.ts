import { describe, expect, it } from '@jest/globals';
import { buildSchema } from 'graphql';
import { compareWithContract } from '../../bin/check/compare-with-contract.js';

const CONTRACT = `
  interface Node { id: ID! }
  union Found = Lead | Account
  enum Stage { NEW WON }
  input LeadFilter { stage: Stage, limit: Int! = 10 }
  type Lead implements Node { id: ID!, email: String, account: Account }
  type Account { name: String }
  input LeadRef @oneOf { id: ID, mail: String }
  type Query { leads(filter: LeadFilter, first: Int = 50): [Lead!]!, search(text: String!): Found }
`;

function compare(change: (sdl: string) => string, stillToCome: string[] = []): string[] {
  return compareWithContract(buildSchema(CONTRACT), buildSchema(change(CONTRACT)), stillToCome);
}
const replace = (from: string, to: string) => (sdl: string) => sdl.replace(from, to);

describe('the contract', () => {
  it('is kept by itself and by what only adds', () => {
    expect(compare((sdl) => sdl)).toEqual([]);
    expect(compare(replace('email: String', 'email: String, phone(kind: Int): String'))).toEqual([]);
    expect(compare(replace('stage: Stage,', 'stage: Stage, owner: ID, '))).toEqual([]);
  });

  it.each([
    ['a choice that is none any more', ' @oneOf', '', 'LeadRef is inputobject, the contract says inputobject @oneOf'],
    ['a missing field', 'email: String,', '', 'Lead.email is missing'],
    ['another type', 'email: String', 'email: Int', 'Lead.email is Int, the contract says String'],
    ['another nullability', 'email: String', 'email: String!', 'Lead.email is String!, the contract says String'],
    ['a missing argument', 'filter: LeadFilter, ', '', 'Query.leads(filter) is missing'],
    [
      'another default',
      'first: Int = 50',
      'first: Int = 20',
      'Query.leads(first) is Int = 20, the contract says Int = 50',
    ],
    ['a missing value', 'NEW WON', 'NEW', 'Stage.WON is missing'],
    ['a missing member', 'Lead | Account', 'Lead', 'Found = Account is missing'],
    ['a missing interface', ' implements Node', '', 'Lead implements Node is missing'],
    [
      'a new argument that must be sent',
      'text: String!',
      'text: String!, size: Int!',
      'Query.search(size) is required',
    ],
    [
      'a new input field that must be sent',
      'stage: Stage,',
      'stage: Stage, owner: ID!,',
      'LeadFilter.owner is required',
    ],
  ])('is broken by %s', (_what, from, to, problem) => {
    expect(compare(replace(from, to))).toEqual([expect.stringContaining(problem)]);
  });

  it('waits for what is still to come, and no longer', () => {
    const withoutEmail = replace('email: String,', '');
    expect(compare(withoutEmail, ['Lead.email'])).toEqual([]);
    expect(compare((sdl) => sdl, ['Lead.email'])).toEqual(['still-to-come.txt: Lead.email has come, remove the line']);
    expect(compare((sdl) => sdl, ['Lead.mail'])).toEqual(['still-to-come.txt: the contract has no Lead.mail']);
  });

  it('asks nothing of the inside of a type that is still to come', () => {
    const withoutAccount = (sdl: string) =>
      sdl.replace('type Account { name: String }', '').replace(' | Account', '').replace(', account: Account', '');
    expect(compare(withoutAccount, ['Account', 'Lead.account'])).toEqual([]);
  });
});
