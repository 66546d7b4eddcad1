/** An event as `events tail` asks for it; the fields of its kind beside the common ones. */
export interface TailedEvent {
  __typename: string;
  id: string;
  cursor: string | null;
  occurredAt: string;
  historical: boolean;
  lead: { id: string; name: string | null } | null;
  actor: { displayName: string };
  [field: string]: unknown;
}

/** The selection that `describeEvent` reads. */
export const EVENT_FIELDS = `__typename id cursor occurredAt historical lead { id name } actor { displayName }
  ... on StageTransition { from { key } to { key } cause score }
  ... on ThresholdCrossing { threshold { key } direction scoreBefore scoreAfter trigger outcome }
  ... on LeadEvent { change }`;

const keyOf = (value: unknown): string => (value as { key?: string } | null)?.key ?? '-';

function describeKind(event: TailedEvent): string {
  if (event.__typename === 'StageTransition')
    return `${keyOf(event['from'])} → ${keyOf(event['to'])} (${event['cause']})`;
  if (event.__typename === 'ThresholdCrossing') {
    const scores = `${event['scoreBefore']} → ${event['scoreAfter']}`;
    return `${keyOf(event['threshold'])} ${event['direction']} ${scores} by ${event['trigger']}: ${event['outcome']}`;
  }
  return String(event['change'] ?? '');
}

/** One line: when, what kind, whose, what, who did it, and the cursor to resume behind. */
export function describeEvent(event: TailedEvent): string {
  const lead = event.lead ? `${event.lead.id}${event.lead.name ? ` (${event.lead.name})` : ''}` : '-';
  const parts = [
    event.occurredAt,
    event.__typename,
    lead,
    describeKind(event),
    `by ${event.actor.displayName}`,
    event.cursor,
  ];
  return parts.filter(Boolean).join('  ');
}
