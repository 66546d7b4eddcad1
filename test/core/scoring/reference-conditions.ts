import type { ModelContext } from '../../../core/scoring/compiled-model.js';
import { type ActivityFact, compareFacts, type Fact, type Json } from '../../../core/scoring/facts.js';
import type { ActivityCondition, ActivityMatch, Condition, CountOperators } from '../../../core/scoring/model.js';
import { milliseconds, passes } from './reference-operators.js';

/** What is known of a lead at an instant. */
export interface World {
  facts: Fact[];
  at: number;
  context: ModelContext;
  scores: Record<string, number>;
  points: Record<string, number>;
  ignoring: boolean;
}

function attributeValue(world: World, path: string): Json | undefined {
  if (path === 'segment' && world.context.segments) {
    return world.context.segments.find(({ when }) =>
      holds({ ...world, context: { ...world.context, segments: undefined } }, when),
    )?.key;
  }
  const account = path.startsWith('account.') ? (attributeValue(world, 'account') ?? null) : null;
  let value: Json | undefined;
  let latest: Json | undefined;
  for (const fact of world.facts) {
    if (fact.kind !== 'attribute') continue;
    if (path === 'latestSource' && fact.path === 'source') {
      if (fact.value === null) value = undefined;
      else if (value === undefined) value = fact.value;
      else latest = fact.value;
    }
    if (path === 'latestSource' && fact.path === 'latestSource') latest = fact.value ?? undefined;
    if (fact.path !== path || (path.startsWith('account.') && (fact.account ?? null) !== account)) continue;
    if (path === 'source' && value !== undefined && fact.value !== null) continue;
    if (path !== 'latestSource') value = fact.value ?? undefined;
  }
  return path === 'latestSource' ? latest : value;
}

/** The activities that match, oldest first. */
export function matching(world: World, match: ActivityMatch): ActivityFact[] {
  const types = [match.activity].flat();
  const from = match.within === undefined ? -Infinity : world.at - milliseconds(match.within);
  const pass = match.inPass
    ? Math.max(-Infinity, ...world.facts.filter((fact) => fact.kind === 'pass').map((fact) => fact.occurredAt))
    : -Infinity;
  return world.facts.filter(
    (fact): fact is ActivityFact =>
      fact.kind === 'activity' &&
      types.includes(fact.type) &&
      fact.occurredAt > from &&
      fact.occurredAt > pass &&
      Object.entries(match.where ?? {}).every(([property, ops]) => passes(fact.properties[property], ops, world.at)) &&
      !(world.ignoring && (world.context.ignore ?? []).some((ignore) => ignored(world, ignore, fact))),
  );
}

function ignored(world: World, condition: Condition, fact: ActivityFact): boolean {
  if ('activity' in condition && Object.keys(condition).every((key) => key === 'activity' || key === 'where')) {
    return matching({ ...world, facts: [fact], ignoring: false }, condition as ActivityMatch).length > 0;
  }
  if ('all' in condition) return condition.all.every((member) => ignored(world, member, fact));
  return holds({ ...world, ignoring: false }, condition);
}

function different(list: ActivityFact[], property: string | undefined): ActivityFact[][] {
  if (property === undefined) return list.map((one) => [one]);
  const groups = new Map<unknown, ActivityFact[]>();
  for (const one of list) {
    const value = one.properties[property];
    const day = Math.floor(one.occurredAt / 86_400_000);
    const key =
      property === '$day'
        ? day
        : property === '$week'
          ? Math.floor((day + 3) / 7)
          : typeof value === 'string'
            ? value.trim().toLowerCase()
            : value;
    if (key === undefined || key === null) continue;
    const name = typeof key === 'object' ? JSON.stringify(key) : key;
    groups.set(name, [...(groups.get(name) ?? []), one]);
  }
  return [...groups.values()];
}

function counted(n: number, count: CountOperators | undefined): boolean {
  const { atLeast = 0, atMost = Infinity, exactly, between = [0, Infinity] } = count ?? { atLeast: 1 };
  return n >= atLeast && n <= atMost && (exactly === undefined || n === exactly) && n >= between[0] && n <= between[1];
}

/** The activities at which some window of the length held enough. */
function completing(list: ActivityFact[], condition: ActivityCondition): ActivityFact[] {
  const length = milliseconds(condition.inAny as string);
  const usable = different(list, condition.distinct).flat();
  return usable.filter((end) => {
    const inside = usable.filter((one) => compareFacts(one, end) <= 0 && one.occurredAt > end.occurredAt - length);
    return different(inside, condition.distinct).length >= (condition.count?.atLeast ?? 1);
  });
}

/** Whether a condition holds. */
export function holds(world: World, condition: Condition): boolean {
  if ('attribute' in condition) return passes(attributeValue(world, condition.attribute), condition, world.at);
  if ('ratio' in condition) {
    const to = matching(world, condition.ratio.to).length;
    return to > 0 && passes(matching(world, condition.ratio.of).length / to, condition, world.at);
  }
  if ('activity' in condition) {
    const list = matching(world, condition);
    const property = condition.sum ?? condition.max ?? condition.latest;
    if (property !== undefined) {
      const numbers = list.map((one) => one.properties[property]).filter((value) => typeof value === 'number');
      if (condition.sum !== undefined)
        return passes(Math.round(numbers.reduceRight((a, b) => a + b, 0) * 1e6) / 1e6, condition, world.at);
      if (numbers.length === 0) return false;
      return passes(
        condition.max !== undefined ? Math.max(...numbers) : (numbers.at(-1) as number),
        condition,
        world.at,
      );
    }
    if (condition.inAny !== undefined) return completing(list, condition).length > 0;
    return counted(different(list, condition.distinct).length, condition.count);
  }
  if ('qualification' in condition) {
    const criteria = condition.criteria ?? world.context.frameworks?.[condition.qualification] ?? [];
    const wanted = condition.status ?? 'confirmed';
    const having = criteria.filter((criterion) => {
      const { status } = answerOf(world, condition.qualification, criterion);
      return wanted === 'answered' ? status !== 'unknown' : status === wanted;
    });
    return having.length >= (condition.atLeast ?? criteria.length);
  }
  if ('answer' in condition) {
    const [framework, criterion] = condition.answer.split('.') as [string, string];
    return passes(answerOf(world, framework, criterion).value, condition, world.at);
  }
  if ('score' in condition) return passes((world.scores[condition.score] ?? 0) / 1e6, condition, world.at);
  if ('rule' in condition) return world.points[condition.rule] !== 0;
  if ('all' in condition) return condition.all.every((member) => holds(world, member));
  if ('any' in condition) return condition.any.some((member) => holds(world, member));
  if ('none' in condition) return !condition.none.some((member) => holds(world, member));
  return condition.of.filter((member) => holds(world, member)).length >= condition.atLeast;
}

function answerOf(world: World, framework: string, criterion: string): { status: string; value: Json | undefined } {
  let status = 'unknown';
  let value: Json | undefined;
  const forgotten = Math.max(
    -Infinity,
    ...world.facts
      .filter((fact) => fact.kind === 'pass' && fact.forgets.includes(framework))
      .map((fact) => fact.occurredAt),
  );
  for (const fact of world.facts) {
    if (
      fact.kind !== 'qualification' ||
      fact.framework !== framework ||
      fact.criterion !== criterion ||
      fact.occurredAt <= forgotten
    )
      continue;
    status = fact.status;
    if (fact.status === 'unknown' || fact.value === null) value = undefined;
    else if (fact.value !== undefined) value = fact.value;
  }
  return { status, value };
}

/** When the newest activity a condition rests on happened. */
export function newestOf(world: World, condition: Condition): number | undefined {
  const newest = (list: (number | undefined)[]): number | undefined =>
    list.reduce((a, b) => (a === undefined || (b !== undefined && b > a) ? b : a), undefined);
  if ('ratio' in condition) return matching(world, condition.ratio.of).at(-1)?.occurredAt;
  if ('attribute' in condition) return undefined;
  if ('activity' in condition) {
    const list = matching(world, condition);
    const property = condition.sum ?? condition.max ?? condition.latest;
    if (property !== undefined) return list.findLast((one) => typeof one.properties[property] === 'number')?.occurredAt;
    if (condition.inAny !== undefined) return completing(list, condition).at(-1)?.occurredAt;
    const { count } = condition;
    if (count && !(count.atLeast && count.atLeast > 0) && (count.atMost !== undefined || count.exactly !== undefined))
      return undefined;
    return different(list, condition.distinct).flat().sort(compareFacts).at(-1)?.occurredAt;
  }
  if ('all' in condition) return newest(condition.all.map((member) => newestOf(world, member)));
  if ('any' in condition) return newest(condition.any.map((member) => newestOf(world, member)));
  if ('of' in condition) return newest(condition.of.map((member) => newestOf(world, member)));
  return undefined;
}
