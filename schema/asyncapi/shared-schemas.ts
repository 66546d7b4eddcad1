import type { Schema } from './message-schemas.js';

const CURSOR: Schema = { type: 'string', description: 'A place in the log: opaque, to be sent back as it came.' };

/** What messages of all kinds have in common. */
export const SHARED_SCHEMAS: Readonly<Record<string, Schema>> = {
  Cursor: CURSOR,
  CloudEvent: {
    type: 'object',
    description: 'CloudEvents 1.0 in JSON, with the extension `sequence`. The same bytes at every attempt and replay.',
    required: ['specversion', 'id', 'source', 'type', 'time', 'data'],
    properties: {
      specversion: { const: '1.0' },
      id: { type: 'string', description: 'The id of the event, also the header `webhook-id`: take each only once.' },
      source: { type: 'string', format: 'uri-reference', description: '`/accord/` and the id of the installation.' },
      type: { type: 'string' },
      subject: { type: 'string', description: 'The id of the lead; left out where the event is about none.' },
      time: { type: 'string', format: 'date-time', description: 'When it happened.' },
      sequence: {
        type: 'string',
        pattern: '^\\d{16}$',
        description: 'Its place in the log: dense and increasing; texts sort as the numbers do.',
      },
      data: { $ref: '#/components/schemas/EventData' },
    },
  },
  EventData: {
    type: 'object',
    description: 'Ids, keys, numbers and instants only. Ask the API by id for what may be personal.',
    required: ['kind', 'cursor', 'leadId', 'actor', 'occurredAt', 'recordedAt', 'historical'],
    properties: {
      kind: { type: 'string' },
      cursor: { $ref: '#/components/schemas/Cursor' },
      leadId: { type: ['string', 'null'] },
      actor: { type: 'string', description: 'The id of who caused it.' },
      occurredAt: { type: 'string', format: 'date-time' },
      recordedAt: { type: 'string', format: 'date-time' },
      historical: { type: 'boolean', description: 'Recorded by an import of the past.' },
    },
  },
  Place: {
    type: 'object',
    description:
      'Where a frame stands: nothing was missed if `previous` is the cursor of the frame or checkpoint before.',
    required: ['cursor', 'previous'],
    properties: { cursor: CURSOR, previous: CURSOR },
  },
  Error: {
    type: 'object',
    required: ['message', 'extensions'],
    properties: {
      message: { type: 'string' },
      extensions: {
        type: 'object',
        required: ['code'],
        properties: {
          code: { type: 'string' },
          requestId: { type: 'string' },
          earliest: { ...CURSOR, description: 'With CURSOR_EXPIRED: the earliest cursor that can be resumed from.' },
        },
      },
    },
  },
  Request: {
    type: 'object',
    required: ['query'],
    properties: {
      query: { type: 'string', description: 'A GraphQL subscription.' },
      operationName: { type: ['string', 'null'] },
      variables: { type: ['object', 'null'] },
    },
  },
};
