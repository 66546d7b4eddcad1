import type { ExecutionResult } from 'graphql';
import { execute } from 'graphql';
import type { Principal } from '../../server/auth/principal.js';
import type { EventRow } from '../../server/events/load-event-rows.js';
import type { LogEvent } from '../../server/events/log-event.js';
import type { Frame } from './frame.js';
import { createFrame } from './frame.js';
import type { Operation, StreamParts } from './stream-parts.js';

/** The root value a subscription's field resolves from: the event, with the row of what it tells of where there is one. */
export type StreamedEvent = LogEvent & { id: string; row: EventRow | null };

/** Executes a subscription's selection for each of some events, with one context (and its loaders) for all of them. */
export async function renderFrames(
  parts: Pick<StreamParts, 'schema' | 'createContext' | 'formatError'>,
  operation: Operation,
  principal: Principal,
  events: readonly LogEvent[],
  rows: ReadonlyMap<string, EventRow>,
): Promise<Frame[]> {
  const contextValue = parts.createContext(principal);
  const results = await Promise.all(
    events.map((event) =>
      execute({
        schema: parts.schema,
        document: operation.document,
        operationName: operation.operationName,
        variableValues: operation.variables,
        rootValue: { ...event, id: event.eventId, row: rows.get(event.eventId) ?? null } satisfies StreamedEvent,
        contextValue,
      }),
    ),
  );
  return events.map((event, i) => createFrame(event, results[i] as ExecutionResult, parts.formatError));
}
