import type { Schema } from './message-schemas.js';

const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
const message = (summary: string, payload: Schema, more: Schema = {}): Schema => ({ summary, payload, ...more });
const typed = (type: string, properties: Schema, required: string[]): Schema => ({
  type: 'object',
  required: ['type', ...required],
  properties: { type: { const: type }, ...properties },
});

const OPERATION = { id: { type: 'string', description: 'The operation, named by the client.' } };

const FRAME = {
  type: 'object',
  description: 'The answer to the selection for one event, under the name of the field that was followed.',
  properties: {
    data: { type: ['object', 'null'], additionalProperties: { $ref: '#/components/schemas/Event' } },
    errors: { type: 'array', items: ref('Error') },
    extensions: ref('Place'),
  },
};

/** The messages of graphql-transport-ws and of server-sent events, as far as streams need them. */
export const STREAM_MESSAGES: Readonly<Record<string, Schema>> = {
  connectionInit: message(
    'The first message of a client: who it is',
    typed('connection_init', { payload: { type: 'object', properties: { authorization: { type: 'string' } } } }, []),
    { examples: [{ payload: { type: 'connection_init', payload: { authorization: 'Bearer TOKEN' } } }] },
  ),
  connectionAck: message('The client is let in', typed('connection_ack', {}, [])),
  subscribe: message(
    'A stream is asked for; `after` of its variables is where it begins',
    typed('subscribe', { ...OPERATION, payload: ref('Request') }, ['id', 'payload']),
  ),
  next: message('An event', typed('next', { ...OPERATION, payload: FRAME }, ['id', 'payload'])),
  ping: message(
    'A checkpoint, at least every 15 s when nothing matches: all up to it has been sent',
    typed(
      'ping',
      {
        payload: {
          type: 'object',
          properties: { checkpoints: { type: 'object', additionalProperties: ref('Cursor') } },
        },
      },
      [],
    ),
  ),
  error: message(
    'The stream is refused or has failed',
    typed('error', { ...OPERATION, payload: { type: 'array', items: ref('Error') } }, ['id', 'payload']),
  ),
  complete: message('The stream is over, or shall be', typed('complete', OPERATION, ['id'])),
};

/** The messages of server-sent events; a checkpoint is an `id:` line without data. */
export const SSE_MESSAGES: Readonly<Record<string, Schema>> = {
  request: message('The stream that is asked for', ref('Request')),
  frame: message('`event: next`, `id:` its cursor, `data:` this', FRAME),
};

/** Headers of a webhook's request, as Standard Webhooks has them. */
export const WEBHOOK_HEADERS: Schema = {
  type: 'object',
  required: ['webhook-id', 'webhook-timestamp', 'webhook-signature'],
  properties: {
    'webhook-id': { type: 'string', description: 'The id of the event: the same at every attempt.' },
    'webhook-timestamp': { type: 'string', description: 'Seconds since 1970 of this attempt.' },
    'webhook-signature': {
      type: 'string',
      description: '`v1,` and base64; two of them, separated by a space, while a secret is rotated.',
    },
  },
};
