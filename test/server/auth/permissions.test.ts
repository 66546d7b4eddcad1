import { describe, expect, it } from '@jest/globals';
import { buildSchema, parse } from 'graphql';
import { buildAccordSchema } from '../../../schema/build-schema.js';
import { authorizeOperation } from '../../../server/auth/permissions/authorize-operation.js';
import { checkPermissions } from '../../../server/auth/permissions/check-permissions.js';
import { listPermissions } from '../../../server/auth/permissions/list-permissions.js';
import { COLUMNS, permissionTable } from '../../../server/auth/permissions/permission-table.js';
import { ruleFor } from '../../../server/auth/permissions/rule-for.js';
import type { Principal, Role } from '../../../server/auth/principal.js';

const schema = buildAccordSchema();

function holder(...roles: Role[]): Principal {
  const none = { tokenId: null, userId: null, displayName: 'Test', teams: [], expiresAt: null };
  return { ...none, actor: 'token_test', kind: 'machine', roles, mover: 'integration' };
}

function denied(roles: Role[], query: string, operationName?: string): string[] {
  return authorizeOperation(schema, parse(query), operationName, holder(...roles)).map(({ message }) => message);
}

function rules(field: string): Record<string, string> {
  return Object.fromEntries(COLUMNS.map((column) => [column, permissionTable.get(field)?.[column] ?? 'missing']));
}

describe('the permission table', () => {
  it('denies everything to those who did not sign in', () => {
    for (const row of permissionTable.values()) expect(row.anonymous).toBe('deny');
  });

  it('lets INGEST write facts and read nothing', () => {
    expect(listPermissions(holder('INGEST')).filter((name) => !/(Payload|UserError)\./.test(name))).toEqual([
      'recordActivities',
      'upsertLead',
    ]);
  });

  it('keeps personal data from VIEWER and definitions from INTEGRATOR', () => {
    expect(rules('Lead.email')).toMatchObject({ VIEWER: 'mask', SALES: 'allow', INTEGRATOR: 'allow', INGEST: 'deny' });
    expect(rules('User.email')).toMatchObject({ VIEWER: 'deny', SALES: 'allow' });
    expect(rules('Query.definitionFiles')).toMatchObject({ VIEWER: 'allow', INTEGRATOR: 'deny' });
    expect(rules('Mutation.moveLead')).toMatchObject({
      SALES: 'allow',
      MARKETING: 'allow',
      REVOPS: 'allow',
      VIEWER: 'deny',
    });
    expect(rules('Mutation.createApiToken')).toMatchObject({ ADMIN: 'allow', REVOPS: 'deny' });
    expect(rules('Mutation.importRecords')).toMatchObject({ INTEGRATOR: 'allow', INGEST: 'deny', SALES: 'deny' });
  });

  it('gives several roles the most that one of them has', () => {
    expect(ruleFor(holder('VIEWER'), 'Lead.email')).toBe('mask');
    expect(ruleFor(holder('VIEWER', 'SALES'), 'Lead.email')).toBe('allow');
    expect(ruleFor(holder('INGEST', 'VIEWER'), 'Lead.email')).toBe('mask');
    expect(ruleFor(holder(), 'Query.stages')).toBe('deny');
    expect(ruleFor(holder('ADMIN'), 'Query.unheardOf')).toBe('deny');
  });

  it('must fit the schema: a field without an entry, an entry without a field, a mask that cannot be', () => {
    expect(() => checkPermissions(buildSchema('type Query { surprise: Int }'))).toThrow('Query.surprise has no entry');
    expect(() => checkPermissions(buildSchema('type Query { node: Int }'))).toThrow('Lead.email is no field');
    expect(() => checkPermissions(buildSchema('type Query { node: Int } type Lead { email: String! }'))).toThrow(
      'Lead.email cannot be masked',
    );
  });
});

describe('authorizeOperation', () => {
  it('sees through fragments, aliases and directives', () => {
    for (const query of [
      '{ apiTokens { id } }',
      '{ harmless: apiTokens { id } }',
      '{ ...a } fragment a on Query { ...b } fragment b on Query { apiTokens { id } }',
      'query q($no: Boolean = false) { apiTokens @include(if: $no) { id } }',
      '{ ... on Query { ... { apiTokens { id } } } }',
    ]) {
      expect(denied(['SALES'], query)[0]).toContain('Query.apiTokens: it needs the role ADMIN');
      expect(denied(['ADMIN'], query)).toEqual([]);
    }
  });

  it('sees what an interface may turn out to be', () => {
    const query = '{ node(id: "token_x") { id ... on ApiToken { displayName prefix } } }';
    expect(denied(['VIEWER'], query)).toHaveLength(1);
    expect(denied(['ADMIN'], query)).toEqual([]);
    expect(denied(['INGEST'], '{ node(id: "x") { id } }').length).toBeGreaterThan(0);
    expect(denied(['INTEGRATOR'], '{ node(id: "x") { id } }')).toEqual([]);
  });

  it('judges the operation that is named, all of them when none is', () => {
    const query = 'query a { apiTokens { id } } query b { stages { key } }';
    expect(denied(['SALES'], query, 'b')).toEqual([]);
    expect(denied(['SALES'], query, 'a')).toHaveLength(1);
    expect(denied(['SALES'], query)).toHaveLength(1);
  });

  it('says UNAUTHENTICATED to nobody, whatever is asked', () => {
    const nobody: Principal = { ...holder('ADMIN'), kind: 'anonymous' };
    const errors = authorizeOperation(schema, parse('{ __typename }'), null, nobody);
    expect(errors.map((error) => error.extensions.code)).toEqual(['UNAUTHENTICATED']);
  });

  it('names ten fields at most', () => {
    const all = [...permissionTable.keys()].filter((key) => key.startsWith('Query.')).map((key) => key.slice(6));
    const query = `{ ${all.filter((name) => name !== 'node').join(' ')} }`;
    expect(denied(['INGEST'], query)).toHaveLength(10);
  });
});
