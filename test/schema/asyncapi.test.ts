import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { buildAsyncApi } from '../../schema/asyncapi/build-asyncapi.js';
import type { Schema } from '../../schema/asyncapi/message-schemas.js';
import { buildBareSchema } from '../../schema/build-schema.js';
import { connect } from '../../server/db/connect.js';
import { loadEventRows } from '../../server/events/load-event-rows.js';
import { readEvents } from '../../server/events/read-events.js';
import { toCloudEvent } from '../../server/events/to-cloud-event.js';
import { eventually } from '../helpers/eventually.js';
import { ask } from '../helpers/graphql.js';
import type { TestServer } from '../helpers/start-server.js';
import { startServer } from '../helpers/start-server.js';

const EVENTS = `query ($kinds: [EventKind!]) { events(first: 20, filter: {kinds: $kinds}) { nodes {
  __typename id cursor occurredAt recordedAt historical lead { id } actor { id }
  ... on LeadEvent { change } ... on StageTransition { pass cause score secondsInFrom judged outstanding }
  ... on ThresholdCrossing { direction scoreBefore scoreAfter trigger outcome refusal }
  ... on HandoffEvent { stateBefore stateAfter } ... on SlaEvent { clockBefore clockAfter kind corrects } } } }`;

const KINDS = ['LEAD', 'STAGE_TRANSITION', 'THRESHOLD_CROSSING', 'HANDOFF', 'SLA'] as const;
const EVERY_KIND = `{ ${KINDS.map((kind) => `${kind}: events(filter: {kinds: [${kind}]}) { totalCount }`).join(' ')} }`;

describe('the AsyncAPI document', () => {
  const document = buildAsyncApi(buildBareSchema());
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  ajv.addSchema({ $id: 'asyncapi', ...document });
  const problems = (pointer: string, value: unknown) => {
    const validate = ajv.compile({ $ref: `asyncapi#/components/${pointer}` });
    validate(value);
    return (validate.errors ?? []).map((error) => `${pointer}${error.instancePath} ${error.message}`);
  };
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer();
    await ask(
      server,
      `mutation ($at: DateTime!) {
        upsertLead(input: {lead: {email: "a@api.example"}, account: {domain: "api.example", attributes: {employees: 100, industry: "saas"}}}) { userErrors { code } }
        recordActivities(input: {activities: [{lead: {email: "a@api.example"}, type: "demo.booked", occurredAt: $at, messageId: "booked"}]}) { userErrors { code } } }`,
      { at: new Date().toISOString() },
    );
    await eventually(async () => {
      const { data } = await ask<{ events: { totalCount: number } }>(server, EVERY_KIND);
      return Object.values(data ?? {}).every(({ totalCount }) => totalCount > 0);
    });
  });
  afterAll(() => server?.stop());

  it('refers to nothing that is not in it', () => {
    const dangling = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].filter(([, path = '']) => {
      const found = path.split('/').reduce<Schema | undefined>((at, key) => at?.[key] as Schema | undefined, document);
      return found === undefined;
    });
    expect(dangling).toEqual([]);
  });

  it('describes the envelope of every event of a real log, of every kind in it', async () => {
    const { db, close } = await connect({ url: server.databaseUrl, poolSize: 2 });
    const kinds = new Set<string>();
    const found: string[] = [];
    for (const kind of KINDS) {
      const events = await readEvents(db, 1, { after: 0, filter: { kinds: [kind] }, limit: 60 });
      const rows = await loadEventRows(db, events);
      for (const event of events) {
        const envelope = toCloudEvent('installation_1', event, rows.get(event.eventId));
        kinds.add(event.kind);
        found.push(...problems(`messages/${envelope.type}/payload`, JSON.parse(JSON.stringify(envelope))));
      }
    }
    await close();
    expect(found).toEqual([]);
    expect([...kinds]).toEqual(KINDS);
  });

  it('describes events as the API shows them', async () => {
    for (const kind of KINDS) {
      const { data } = await ask<{ events: { nodes: { __typename: string }[] } }>(server, EVENTS, { kinds: [kind] });
      for (const node of data?.events.nodes ?? []) expect(problems(`schemas/${node.__typename}`, node)).toEqual([]);
    }
  });

  it('refuses an envelope of another kind', () => {
    const envelope = {
      specversion: '1.0',
      id: 'x',
      source: '/accord/x',
      type: 'accord.stage.transition',
      time: '',
      data: {},
    };
    expect(problems('messages/accord.lead.change/payload', envelope)).not.toEqual([]);
  });
});
