import { describeDuration, describeOperators } from './describe-value.js';
import type { ActivityCondition, ActivityMatch, Condition, CountOperators, QualificationCondition } from './model.js';

/** A condition in words: 'total at least 60', '2 page.viewed where page is pricing within 7 days'. */
export function describeCondition(condition: Condition): string {
  if ('attribute' in condition) return `${condition.attribute} ${describeOperators(condition)}`;
  if ('ratio' in condition) {
    const { of, to } = condition.ratio;
    return `the ratio of ${describeActivities(of)} to ${describeActivities(to)} ${describeOperators(condition)}`;
  }
  if ('activity' in condition) return describeActivityCondition(condition);
  if ('qualification' in condition) return describeQualification(condition);
  if ('answer' in condition) return `${condition.answer} ${describeOperators(condition)}`;
  if ('score' in condition) return `${condition.score} ${describeOperators(condition)}`;
  if ('rule' in condition) return `rule ${condition.rule} gives points`;
  if ('all' in condition) return condition.all.length === 0 ? 'always' : joined(condition.all, ' and ');
  if ('any' in condition) return condition.any.length === 0 ? 'never' : joined(condition.any, ' or ');
  if ('none' in condition) return condition.none.length === 0 ? 'always' : `none of (${listed(condition.none)})`;
  return `at least ${condition.atLeast} of (${listed(condition.of)})`;
}

/** Activities in words, without a count: 'page.viewed where page is pricing within 7 days'. */
export function describeActivities(match: ActivityMatch): string {
  const types = typeof match.activity === 'string' ? match.activity : match.activity.join(' or ');
  const wheres = Object.entries(match.where ?? {}).map(([property, ops]) => `${property} ${describeOperators(ops)}`);
  const where = wheres.length > 0 ? ` where ${wheres.join(' and ')}` : '';
  const within = match.within === undefined ? '' : ` within ${describeDuration(match.within)}`;
  return `${types}${where}${within}${match.inPass ? ' in this pass' : ''}`;
}

function describeActivityCondition(condition: ActivityCondition): string {
  const activities = describeActivities(condition);
  for (const fold of ['sum', 'max', 'latest'] as const) {
    const property = condition[fold];
    if (property !== undefined) return `${fold} of ${property} over ${activities} ${describeOperators(condition)}`;
  }
  const distinct = condition.distinct;
  const different =
    distinct === '$day' ? 'days with ' : distinct === '$week' ? 'weeks with ' : distinct && `different ${distinct} of `;
  const any = condition.inAny === undefined ? '' : ` in any ${describeDuration(condition.inAny)}`;
  return `${describeCount(condition.count, different !== undefined)}${different ?? ''}${activities}${any}`;
}

function describeCount(count: CountOperators | undefined, always: boolean): string {
  const words: string[] = [];
  if (count?.atLeast !== undefined && (always || count.atLeast !== 1)) words.push(`${count.atLeast}`);
  if (count?.atMost !== undefined) words.push(count.atMost === 0 ? 'no' : `at most ${count.atMost}`);
  if (count?.exactly !== undefined) words.push(count.exactly === 0 ? 'no' : `exactly ${count.exactly}`);
  if (count?.between !== undefined) words.push(`between ${count.between[0]} and ${count.between[1]}`);
  if (count === undefined && always) words.push('1');
  return words.length > 0 ? `${words.join(' and ')} ` : '';
}

function describeQualification(condition: QualificationCondition): string {
  const criteria = condition.criteria;
  const status = condition.status ?? 'confirmed';
  if (criteria?.length === 1 && condition.atLeast === undefined)
    return `${condition.qualification} ${criteria[0]} ${status}`;
  const count = condition.atLeast === undefined ? 'all' : `at least ${condition.atLeast}`;
  return `${count} of ${condition.qualification}${criteria ? ` (${criteria.join(', ')})` : ''} ${status}`;
}

function joined(conditions: Condition[], word: string): string {
  return conditions.map((member) => nested(member)).join(word);
}

function listed(conditions: Condition[]): string {
  return conditions.map((member) => nested(member)).join('; ');
}

function nested(condition: Condition): string {
  const group = ('all' in condition && condition.all.length > 1) || ('any' in condition && condition.any.length > 1);
  return group ? `(${describeCondition(condition)})` : describeCondition(condition);
}
