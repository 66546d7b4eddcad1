import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Role } from '../../server/auth/principal.js';
import { ask, type Door, listen } from '../helpers/graphql.js';
import { startServer, type TestServer } from '../helpers/start-server.js';
import { openPersonsDoor, openRoleDoors } from './role-doors.js';

const EMAIL = 'secret.person@masked.example';
const SECRETS = [EMAIL, 'Very Personal', 'Chief Secret Officer', 'crm-4711', 'secret-topic', 'whispered'];

let server: TestServer;
let doors: Record<Role, Door>;
let leadId: string;
beforeAll(async () => {
  server = await startServer();
  doors = await openRoleDoors(server);
  const written = await ask<{ upsertLead: { lead: { id: string } } }>(
    doors.INTEGRATOR,
    `mutation ($email: EmailAddress!) {
      upsertLead(input: {lead: {email: $email}, name: "Very Personal", externalIds: [{system: "crm", value: "crm-4711"}],
        attributes: {title: "Chief Secret Officer"}}) { lead { id } }
      recordActivities(input: {activities: [{lead: {email: $email}, type: "page.viewed",
        occurredAt: "2026-01-01T00:00:00Z", messageId: "masked-1", properties: {page: "secret-topic"}}]}) { accepted }
    }`,
    { email: EMAIL },
  );
  leadId = written.data?.upsertLead.lead.id as string;
  await ask(
    await openPersonsDoor(server, 'SALES'),
    'mutation ($id: ID!) { moveLead(input: {lead: {id: $id}, to: "mql", note: "whispered"}) { userErrors { message } } }',
    { id: leadId },
  );
});
afterAll(async () => {
  await server?.stop();
});

const PERSON = `id email name attributes externalIds { value }
  score(at: "2026-06-01T00:00:00Z") { contributions { detail } thresholds { missing } }
  activities { nodes { properties lead { email } } } transitions { nodes { note lead { name } } }`;

/** All ways that lead to a person. */
const WAYS: Record<string, string> = {
  'by reference': `query ($id: ID!, $email: EmailAddress!) { lead(by: {email: $email}) { ${PERSON} } _: node(id: $id) { id } }`,
  'in a list': `{ leads { nodes { ${PERSON} } edges { node { ${PERSON} } } } }`,
  'by id': `query ($id: ID!) { node(id: $id) { ... on Lead { ${PERSON} } } nodes(ids: [$id]) { ... on Lead { ${PERSON} } } }`,
  'through the account': `{ accounts { nodes { leads { nodes { ${PERSON} } } } } }`,
  'through the log': `{ events { nodes { lead { ${PERSON} } ... on StageTransition { note } } } }`,
};

describe('personal data', () => {
  for (const [way, query] of Object.entries(WAYS)) {
    it(`is empty for viewers ${way}, and there for others`, async () => {
      const variables = query.includes('$email')
        ? { id: leadId, email: EMAIL }
        : query.includes('$id')
          ? { id: leadId }
          : {};
      for (const role of ['SALES', 'MARKETING', 'REVOPS', 'ADMIN', 'INTEGRATOR'] as const) {
        const answer = await ask(doors[role], query, variables);
        expect(answer.errors).toBeUndefined();
        expect(SECRETS.filter((secret) => !JSON.stringify(answer.data).includes(secret))).toEqual([]);
      }
      const masked = await ask(doors.VIEWER, query, variables);
      expect(masked.errors).toBeUndefined();
      expect(JSON.stringify(masked.data)).toContain(leadId);
      expect(SECRETS.filter((secret) => JSON.stringify(masked.data).includes(secret))).toEqual([]);
    });
  }

  it('is empty for viewers in a stream, on whose socket others see it', async () => {
    const query = `subscription { events(after: "start") { id lead { ${PERSON} } ... on StageTransition { note } } }`;
    const [masked, shown] = await Promise.all([listen(doors.VIEWER, query), listen(doors.SALES, query)]);
    const frames = [await masked.until(3), await shown.until(3)].map((each) => JSON.stringify(each));
    masked.close();
    shown.close();
    expect(SECRETS.filter((secret) => frames[0]?.includes(secret))).toEqual([]);
    expect(SECRETS.filter((secret) => !frames[1]?.includes(secret))).toEqual([]);
  });

  it('cannot be guessed by viewers from what a filter lets through', async () => {
    const asked = [
      'query ($f: LeadFilter) { leads(filter: $f) { totalCount } }',
      'query ($f: LeadFilter) { conversion(from: "lead", to: "mql", filter: $f, window: {from: "2026-01-01T00:00:00Z", to: "2027-01-01T00:00:00Z"}) { entered } }',
    ];
    const filters = [
      { email: { startsWith: 'secret' } },
      { search: 'personal' },
      { attribute: { path: 'title', string: { contains: 'Secret' } } },
      { not: { or: [{ and: [{ email: { isNull: true } }] }] } },
    ];
    for (const query of asked) {
      for (const f of filters) {
        const refused = await ask(doors.VIEWER, query, { f });
        expect(refused.errors?.map((error) => error.extensions?.code)).toEqual(['FORBIDDEN']);
        expect((await ask(doors.SALES, query, { f })).errors).toBeUndefined();
      }
      expect((await ask(doors.VIEWER, query, { f: { stage: { eq: 'mql' } } })).errors).toBeUndefined();
    }
  });

  it('cannot be asked out of a real lead by a draft', async () => {
    const query = `query ($id: ID!, $files: [FileInput!]) { evaluate(lead: {id: $id}, model: "hundred-point", files: $files) { value } }`;
    const files = [{ path: 'README.md', content: null }];
    const refused = await ask(doors.VIEWER, query, { id: leadId, files });
    expect(refused.errors?.map((error) => error.extensions?.code)).toEqual(['FORBIDDEN']);
    expect((await ask(doors.VIEWER, query, { id: leadId })).errors).toBeUndefined();
  });
});
