import type { ModelContext } from '../scoring/compiled-model.js';
import { describeCondition } from '../scoring/describe.js';
import type { Instant } from '../scoring/facts.js';
import type { Condition, QualificationCondition } from '../scoring/model.js';
import type { Timeline } from '../scoring/timeline.js';
import { conditionHolds } from './condition-holds.js';

/** A part of a condition that does not hold: which field would answer it, and what it asks in words. */
export interface UnmetPart {
  field: string[];
  words: string;
}

/** The parts of a condition that do not hold at `at`; empty when it holds. */
export function unmetParts(condition: Condition, context: ModelContext, timeline: Timeline, at: Instant): UnmetPart[] {
  if (conditionHolds(condition, context, timeline, at)) return [];
  if ('all' in condition) return condition.all.flatMap((one) => unmetParts(one, context, timeline, at));
  if ('any' in condition || 'of' in condition) {
    const members = 'any' in condition ? condition.any : condition.of;
    const parts = members.flatMap((one) => unmetParts(one, context, timeline, at));
    const fields = new Set(parts.map((part) => JSON.stringify(part.field)));
    const field = fields.size === 1 && parts[0] ? parts[0].field : ['when'];
    return [{ field, words: describeCondition(condition) }];
  }
  if ('qualification' in condition) {
    const words = qualificationWords(condition, context, timeline, at);
    return [{ field: ['qualification', condition.qualification], words }];
  }
  const words = describeCondition(condition);
  if ('answer' in condition) return [{ field: ['qualification', condition.answer.split('.')[0] ?? ''], words }];
  if ('attribute' in condition) return [{ field: ['attributes', condition.attribute], words }];
  if ('activity' in condition) return [{ field: ['activities', ...[condition.activity].flat().slice(0, 1)], words }];
  return [{ field: ['when'], words }];
}

function qualificationWords(
  condition: QualificationCondition,
  context: ModelContext,
  timeline: Timeline,
  at: Instant,
): string {
  const { qualification: framework, status = 'confirmed' } = condition;
  const criteria = condition.criteria ?? context.frameworks?.[framework] ?? [];
  const needed = condition.atLeast ?? criteria.length;
  const single = (key: string): Condition => ({ qualification: framework, status, criteria: [key] });
  const open = criteria.filter((key) => !conditionHolds(single(key), context, timeline, at));
  const have = criteria.length - open.length;
  const asked = needed === criteria.length ? criteria.join(' and ') : `${needed} of ${criteria.join(', ')}`;
  return `${framework}: ${asked} ${status} (${have} of ${needed}; open: ${open.join(', ')})`;
}
