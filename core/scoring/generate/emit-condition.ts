import { compileNode, type Readings } from '../compile-node.js';
import { describeCondition } from '../describe.js';
import { describeValue } from '../describe-value.js';
import type { AttributeCondition, Condition, ScoreCondition } from '../model.js';
import { scoreWords } from '../reading-node.js';
import { compileOperators } from '../value-test.js';
import {
  type Emitted,
  emitCount,
  emitEvidence,
  emitFigure,
  emitFirstLeaving,
  emitNewest,
  openWindow,
} from './emit-activity.js';
import { comparesNumbers, emitNumberTest, emitValueTest } from './emit-value-test.js';
import { constant, frame, literal, once, type Writer } from './writer.js';

const NEVER = (): string => '-Infinity';

/** A condition as code; what has no code of its own is asked the plain way. */
export function emitCondition(writer: Writer, condition: Condition, readings: Readings | null): Emitted {
  const several = (list: Condition[]): Emitted[] => list.map((member) => emitCondition(writer, member, readings));
  if ('all' in condition) {
    const members = several(condition.all);
    const group = emitGroup(writer, condition, readings, members, (parts) => parts.join(' && ') || 'true');
    const open = members.map(({ holds, missing }) => `${holds} ? "" : ${missing}`);
    return { ...group, missing: `[${open.join(', ')}].filter(Boolean).join(" and ")` };
  }
  if ('any' in condition)
    return emitGroup(writer, condition, readings, several(condition.any), (parts) => parts.join(' || ') || 'false');
  if ('none' in condition) {
    const group = emitGroup(
      writer,
      condition,
      readings,
      several(condition.none),
      (parts) => `!(${parts.join(' || ') || 'false'})`,
    );
    return { ...group, newest: NEVER };
  }
  if ('of' in condition) {
    const count = (parts: string[]) =>
      `${parts.map((part) => `(${part} ? 1 : 0)`).join(' + ') || '0'} >= ${condition.atLeast}`;
    return emitGroup(writer, condition, readings, several(condition.of), count);
  }
  return emitLeaf(writer, condition, readings) ?? emitPlain(writer, condition, readings);
}

function emitLeaf(writer: Writer, condition: Condition, readings: Readings | null): Emitted | null {
  if ('attribute' in condition) return emitAttribute(writer, condition);
  if ('ratio' in condition) return emitRatio(writer, condition);
  if ('activity' in condition) {
    const figure = condition.sum ?? condition.max ?? condition.latest;
    return figure === undefined ? emitCount(writer, condition) : emitFigure(writer, condition);
  }
  if ('score' in condition) return emitScore(writer, condition, readings);
  return null;
}

function emitGroup(
  writer: Writer,
  condition: Condition,
  readings: Readings | null,
  members: Emitted[],
  join: (parts: string[]) => string,
): Emitted {
  return {
    ...words(writer, condition, readings),
    holds: `(${join(members.map((member) => member.holds))})`,
    newest: () => `Math.max(${['-Infinity', ...members.map((member) => member.newest())].join(', ')})`,
    evidence: null,
  };
}

/** Asks the condition itself. */
function emitPlain(writer: Writer, condition: Condition, readings: Readings | null): Emitted {
  const node = constant(writer, compileNode(writer.scope, condition, readings));
  if (writer.purpose === 'steady') writer.changes.push(`${node}.next(${frame(writer)})`);
  return {
    ...words(writer, condition, readings),
    holds: `${node}.holds(${frame(writer)})`,
    newest: () => `${node}.newest(${frame(writer)})`,
    evidence: null,
  };
}

function words(writer: Writer, condition: Condition, readings: Readings | null): Pick<Emitted, 'detail' | 'missing'> {
  if (writer.purpose !== 'explain') return { detail: '""', missing: '""' };
  const node = constant(writer, compileNode(writer.scope, condition, readings));
  return { detail: `${node}.detail(${frame(writer)})`, missing: `${node}.missing(${frame(writer)})` };
}

function emitAttribute(writer: Writer, condition: AttributeCondition): Emitted | null {
  const { attribute } = condition;
  if (attribute === 'segment' && writer.scope.segment !== null) return null;
  const test = compileOperators(condition, attribute);
  const value = emitRead(writer, attribute);
  if (test.timed && writer.purpose === 'steady') writer.changes.push(`${constant(writer, test)}.next(${value}, at)`);
  const show = constant(writer, describeValue);
  const wanted = describeCondition(condition);
  return {
    holds: emitValueTest(writer, condition, test, value),
    newest: NEVER,
    detail: `(${value} === undefined ? ${literal(`${attribute} is not known`)} : ${literal(`${attribute} is `)} + ${show}(${value}))`,
    missing: `(${value} === undefined ? ${literal(`${wanted} (not known)`)} : ${literal(`${wanted} (now `)} + ${show}(${value}) + ")")`,
    evidence: { list: '[]', count: '0' },
  };
}

function emitRead(writer: Writer, path: string): string {
  if (!path.startsWith('account.')) {
    return once(writer, `path ${path}`, 'a', () => `valueUpTo(timeline.attributes.get(${literal(path)}), at)`);
  }
  const account = once(writer, 'account', 'a', () => 'accountUpTo(timeline, at)');
  return once(
    writer,
    `path ${path}`,
    'a',
    () => `${account} === undefined ? undefined : valueUpTo(${account}.get(${literal(path)}), at)`,
  );
}

function emitRatio(writer: Writer, condition: Extract<Condition, { ratio: object }>): Emitted | null {
  const of = openWindow(writer, condition.ratio.of);
  const to = openWindow(writer, condition.ratio.to);
  if (of.matcher.timed || to.matcher.timed || writer.purpose === 'explain') return null;
  const first = emitEvidence(writer, of, null).count;
  const second = emitEvidence(writer, to, null).count;
  for (const window of [of, to]) emitFirstLeaving(writer, window, null);
  const share = `(${first} / ${second})`;
  const passes = comparesNumbers(condition)
    ? emitNumberTest(condition, share)
    : `${constant(writer, compileOperators(condition, 'ratio'))}.passes(${share}, at)`;
  return {
    holds: `(${second} > 0 && ${passes})`,
    newest: () => emitNewest(writer, of, null),
    detail: '""',
    missing: '""',
    evidence: null,
  };
}

function emitScore(writer: Writer, condition: ScoreCondition, readings: Readings | null): Emitted | null {
  const index = readings?.scores.indexOf(condition.score) ?? -1;
  if (index < 0) return null;
  const value = `(s_${index} / 1e6)`;
  const passes = comparesNumbers(condition)
    ? emitNumberTest(condition, value)
    : `${constant(writer, compileOperators(condition, condition.score))}.passes(${value}, at)`;
  const say = constant(writer, scoreWords(condition));
  return {
    holds: `(${passes})`,
    newest: NEVER,
    detail: `${say}.detail(${value})`,
    missing: `${say}.missing(${value})`,
    evidence: null,
  };
}
