import { compileCondition } from '../scoring/compile-condition.js';
import type { ModelContext } from '../scoring/compiled-model.js';
import type { Instant } from '../scoring/facts.js';
import type { Condition } from '../scoring/model.js';
import type { Timeline } from '../scoring/timeline.js';

type Judge = (timeline: Timeline, at: Instant) => boolean;

const compiled = new WeakMap<ModelContext, WeakMap<Condition, Judge>>();

/** Whether a condition outside a model holds at `at`; compiled once per (context, condition) object. */
export function conditionHolds(condition: Condition, context: ModelContext, timeline: Timeline, at: Instant): boolean {
  let ofContext = compiled.get(context);
  if (!ofContext) {
    ofContext = new WeakMap();
    compiled.set(context, ofContext);
  }
  let judge = ofContext.get(condition);
  if (!judge) {
    judge = compileCondition(condition, context);
    ofContext.set(condition, judge);
  }
  return judge(timeline, at);
}
