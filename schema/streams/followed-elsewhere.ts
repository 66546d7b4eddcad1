import { CallerError } from '../../server/errors.js';

/** The `subscribe` of every subscription field: their transports follow them, and execute the field for each frame. */
export function followedElsewhere(): never {
  throw new CallerError('SUBSCRIPTION_OVER_HTTP', 'Connect by WebSocket to /graphql, or send it to /graphql/stream.');
}
