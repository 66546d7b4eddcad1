export { AccordError } from './accord-error.js';
export { type Client, createClient } from './create-client.js';
export type { Checkpoint, StreamOptions } from './stream-events.js';
export type { StreamedEvent } from './transport.js';
