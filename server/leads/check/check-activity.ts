import type { Principal } from '../../auth/principal.js';
import type { ActivityInput } from '../inputs.js';
import type { ActivityItem } from '../intake/item.js';
import { type UserError, userError } from '../user-error.js';
import { checkInstant, checkSequence } from './check-instant.js';
import { checkJson } from './check-json.js';
import { checkText } from './check-text.js';
import type { Checked } from './checked.js';
import { readLeadRef } from './read-lead-ref.js';

const MAX_KEY = 255;

/** An activity as the queue takes it; its source is the principal's name unless given. */
export function checkActivity(
  principal: Principal,
  input: ActivityInput,
  context: { historical: boolean; importId: string | null },
): Checked<ActivityItem> {
  const { identity, problems } = readLeadRef(input.lead, ['lead']);
  const source = input.source ?? principal.displayName;
  problems.push(
    ...checkText(input.type, ['type'], 200),
    ...checkText(input.messageId, ['messageId'], MAX_KEY),
    ...checkText(source, ['source'], MAX_KEY),
    ...requiredInstant(input.occurredAt),
    ...checkSequence(input.sequence, ['sequence']),
    ...(input.properties ? checkJson(input.properties, ['properties']) : []),
  );
  if (!identity || problems.length > 0) return { problems };
  return {
    item: {
      kind: 'activity',
      principal,
      lead: identity,
      creates: true,
      ...context,
      occurredAt: input.occurredAt,
      sequence: input.sequence ?? null,
      idempotency: null,
      type: input.type,
      source,
      messageId: input.messageId,
      properties: input.properties ?? {},
    },
  };
}

function requiredInstant(occurredAt: Date | null | undefined): UserError[] {
  if (occurredAt) return checkInstant(occurredAt, ['occurredAt']);
  return [userError('REQUIRED', ['occurredAt'], `An activity needs 'occurredAt'.`, 'Say when it happened.')];
}
