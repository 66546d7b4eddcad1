import type { GraphQLSchema } from 'graphql';
import { CLOUD_EVENT_TYPES } from '../../server/events/to-cloud-event.js';
import { SSE_MESSAGES, STREAM_MESSAGES, WEBHOOK_HEADERS } from './channels.js';
import type { Schema } from './message-schemas.js';
import { cloudEventSchema, eventKinds, frameSchemas } from './message-schemas.js';
import { SHARED_SCHEMAS } from './shared-schemas.js';

const SECURITY = [{ $ref: '#/components/securitySchemes/token' }];

/** The contract of events as an AsyncAPI 3 document: streams by WebSocket and server-sent events, and webhooks. */
export function buildAsyncApi(schema: GraphQLSchema): Schema {
  const frames = frameSchemas(schema);
  const webhooks = Object.fromEntries(
    eventKinds(schema).map((kind) => [CLOUD_EVENT_TYPES[kind], cloudEventSchema(schema, kind)]),
  );
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Accord events',
      version: '1.0.0',
      description:
        'Everything that happens is one ordered log. Follow it by a stream, with a cursor to resume from, or have it delivered to a webhook. Generated from the GraphQL schema by `npm run print-schema`; `/schema.graphql` has every field, argument and filter.',
    },
    defaultContentType: 'application/json',
    servers: {
      socket: { host: '127.0.0.1:4000', protocol: 'ws', security: SECURITY },
      http: { host: '127.0.0.1:4000', protocol: 'http', security: SECURITY },
    },
    channels: {
      socket: {
        address: '/graphql',
        description: 'WebSocket with the sub-protocol graphql-transport-ws.',
        servers: [{ $ref: '#/servers/socket' }],
        messages: messageRefs(Object.keys(STREAM_MESSAGES)),
      },
      serverSentEvents: {
        address: '/graphql/stream',
        description: 'Server-sent events, GET or POST. The header Last-Event-ID wins over `after`.',
        servers: [{ $ref: '#/servers/http' }],
        messages: messageRefs(Object.keys(SSE_MESSAGES)),
      },
      webhook: {
        address: null,
        description: 'POST to the address of a webhook: at least once, per lead in the order of the log.',
        messages: messageRefs(Object.keys(webhooks)),
      },
    },
    operations: {
      subscribe: operation('receive', 'socket', ['connectionInit', 'subscribe', 'complete']),
      stream: operation('send', 'socket', ['connectionAck', 'next', 'ping', 'error', 'complete']),
      request: operation('receive', 'serverSentEvents', ['request']),
      streamServerSentEvents: operation('send', 'serverSentEvents', ['frame']),
      deliver: operation('send', 'webhook', Object.keys(webhooks)),
    },
    components: {
      messages: {
        ...STREAM_MESSAGES,
        ...SSE_MESSAGES,
        ...Object.fromEntries(
          Object.entries(webhooks).map(([name, payload]) => [
            name,
            { name, contentType: 'application/json', headers: WEBHOOK_HEADERS, payload },
          ]),
        ),
      },
      schemas: {
        ...SHARED_SCHEMAS,
        Event: { anyOf: Object.keys(frames).map((name) => ({ $ref: `#/components/schemas/${name}` })) },
        ...frames,
      },
      securitySchemes: { token: { type: 'http', scheme: 'bearer', description: 'A token: `acc_…`.' } },
    },
  };
}

function messageRefs(names: readonly string[]): Schema {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/messages/${name}` }]));
}

function operation(action: 'send' | 'receive', channel: string, messages: readonly string[]): Schema {
  return {
    action,
    channel: { $ref: `#/channels/${channel}` },
    messages: messages.map((name) => ({ $ref: `#/channels/${channel}/messages/${name}` })),
  };
}
