import type { Fact } from '../scoring/facts.js';
import type { MoveRequest, MovingLead } from './move-verdict.js';

/** The attributes and answers given with a move, as facts of its instant that stand after all the lead has. */
export function requestFacts(lead: MovingLead, request: MoveRequest): Fact[] {
  const memberships = lead.timeline.attributes.get('account') ?? [];
  const account = memberships.findLast((reading) => reading.at <= lead.at)?.value;
  const base = {
    occurredAt: lead.at,
    receivedAt: lead.at,
    ordinal: 0,
    sequence: Number.MAX_SAFE_INTEGER,
    source: 'move',
  };
  const facts: Fact[] = [];
  for (const [path, value] of Object.entries(request.attributes ?? {})) {
    const owned = path.startsWith('account.') && typeof account === 'string' ? { account } : {};
    facts.push({ ...base, ...owned, messageId: `attribute ${path}`, kind: 'attribute', path, value });
  }
  for (const { framework, criterion, status, value } of request.answers ?? []) {
    const answer = value === undefined ? {} : { value };
    const messageId = `answer ${framework} ${criterion}`;
    facts.push({ ...base, ...answer, messageId, kind: 'qualification', framework, criterion, status });
  }
  return facts;
}
