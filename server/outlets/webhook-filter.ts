import type { EventFilter } from '../events/event-filter.js';
import type { EventKind } from '../events/new-event.js';

/** Which events an endpoint is sent: of its kinds, by its filter, and nothing an import of the past recorded unless asked for. */
export function webhookFilter(webhook: { kinds: readonly string[]; filter: EventFilter | null }): EventFilter {
  const asked = webhook.filter?.kinds ?? null;
  const kinds = webhook.kinds.filter((kind) => asked === null || asked.includes(kind as EventKind)) as EventKind[];
  return { ...webhook.filter, kinds, historical: webhook.filter?.historical ?? false };
}
