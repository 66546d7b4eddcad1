import { countAges } from '../count-test.js';
import { emitCountTest } from '../generate/emit-activity.js';
import { comparesNumbers, emitNumberTest } from '../generate/emit-value-test.js';
import { literal } from '../generate/writer.js';
import type { ActivityCondition, ActivityMatch, Condition, Operators } from '../model.js';
import { addMatcher, distinctKey } from '../scope.js';
import { compileSpan } from '../span.js';
import { compileOperators } from '../value-test.js';
import {
  addTo,
  type ColumnWriter,
  columnConstant,
  freshColumn,
  leavingOf,
  matcherBit,
  NotInColumns,
} from './column-writer.js';

/** A condition as code over a lead's columns, and what emits the instant from which decay counts. */
export interface ColumnCondition {
  holds: string;
  newest: () => string;
}

const NEVER = (): string => '-Infinity';

/** Emits a condition without scores; throws NotInColumns where columns do not tell. */
export function emitColumnCondition(writer: ColumnWriter, condition: Condition): ColumnCondition {
  const several = (list: Condition[]): ColumnCondition[] => list.map((member) => emitColumnCondition(writer, member));
  if ('all' in condition) return group(several(condition.all), (parts) => parts.join(' && ') || 'true');
  if ('any' in condition) return group(several(condition.any), (parts) => parts.join(' || ') || 'false');
  if ('none' in condition) {
    return {
      holds: group(several(condition.none), (parts) => `!(${parts.join(' || ') || 'false'})`).holds,
      newest: NEVER,
    };
  }
  if ('of' in condition) {
    return group(
      several(condition.of),
      (parts) => `${parts.map((part) => `(${part} ? 1 : 0)`).join(' + ') || '0'} >= ${condition.atLeast}`,
    );
  }
  if ('attribute' in condition)
    return { holds: emitColumnAttribute(writer, condition.attribute, condition), newest: NEVER };
  if ('activity' in condition && !('ratio' in condition)) return emitActivity(writer, condition);
  throw new NotInColumns(`'${Object.keys(condition)[0]}' needs more than columns hold`);
}

function group(members: ColumnCondition[], join: (parts: string[]) => string): ColumnCondition {
  return {
    holds: `(${join(members.map((member) => member.holds))})`,
    newest: () => `Math.max(${['-Infinity', ...members.map((member) => member.newest())].join(', ')})`,
  };
}

/** A test on an attribute: once a dictionary value, looked up once a lead. */
export function emitColumnAttribute(writer: ColumnWriter, path: string, operators: Operators): string {
  const test = compileOperators(operators, path);
  if (test.timed) throw new NotInColumns('an attribute is compared with the instant of evaluation');
  if (path === 'segment' && writer.scope.segment !== null) throw new NotInColumns('segments are worked out');
  const table = freshColumn(writer, 'ta');
  const holds = freshColumn(writer, 'a');
  writer.batch.push(`const ${table} = attributeTable(cols, ${literal(path)}, ${columnConstant(writer, test)});`);
  writer.lead.push(`const ${holds} = ${table}(lead);`);
  return holds;
}

function emitActivity(writer: ColumnWriter, condition: ActivityCondition): ColumnCondition {
  if (condition.inAny !== undefined) throw new NotInColumns("'inAny' looks back over the timeline");
  const figure = condition.sum ?? condition.max ?? condition.latest;
  if (figure !== undefined) return emitFigure(writer, condition, figure);
  const { distinct } = condition;
  const newest = () => (countAges(condition.count) ? emitColumnNewest(writer, condition) : '-Infinity');
  const count = distinct === undefined ? emitColumnCount(writer, condition) : emitDistinct(writer, condition, distinct);
  if (distinct !== undefined && countAges(condition.count)) {
    return { holds: emitCountTest(condition.count, count), newest: refuseNewest };
  }
  return { holds: emitCountTest(condition.count, count), newest };
}

function refuseNewest(): string {
  throw new NotInColumns('a decay counts from activities that have a property');
}

/** Counts the activities in the window; the name of the counter. */
export function emitColumnCount(writer: ColumnWriter, match: ActivityMatch): string {
  const bit = matcherBit(writer, addMatcher(writer.scope, match, { newest: 0, age: 0 }));
  const { length } = compileSpan(match);
  const count = freshColumn(writer, 'n');
  writer.lead.push(`let ${count} = 0;`);
  addTo(writer.enter, bit, `${count}++;`);
  if (length !== Infinity) addTo(leavingOf(writer, length), bit, `${count}--;`);
  return count;
}

function emitColumnNewest(writer: ColumnWriter, match: ActivityMatch): string {
  const bit = matcherBit(writer, addMatcher(writer.scope, match, { newest: 0, age: 0 }));
  const { length } = compileSpan(match);
  const newest = freshColumn(writer, 'w');
  writer.lead.push(`let ${newest} = -Infinity;`);
  addTo(writer.enter, bit, `${newest} = t;`);
  if (length === Infinity) return newest;
  leavingOf(writer, length).set(bit, leavingOf(writer, length).get(bit) ?? []);
  return `(${newest} > at - ${length} ? ${newest} : -Infinity)`;
}

function emitDistinct(writer: ColumnWriter, condition: ActivityCondition, property: string): string {
  if (property.startsWith('$')) throw new NotInColumns('calendar days are not in the columns');
  const bit = matcherBit(writer, addMatcher(writer.scope, condition, { newest: 0, age: 0 }));
  const { length } = compileSpan(condition);
  const count = freshColumn(writer, 'd');
  const kind = freshColumn(writer, 'tk');
  const seen = freshColumn(writer, 'tc');
  writer.batch.push(
    `const ${kind} = distinctKinds(cols, ${literal(property)}, ${columnConstant(writer, distinctKey(writer.scope, property))});`,
  );
  writer.batch.push(`const ${seen} = kindCounts(${literal(seen)}, ${kind}.kinds);`);
  writer.lead.push(`let ${count} = 0;`);
  addTo(
    writer.enter,
    bit,
    `{ const q = ${kind}.of[${kind}.codes[f]]; if (q !== 0 && ${seen}[q]++ === 0) ${count}++; }`,
  );
  addTo(writer.clear, bit, `${seen}[${kind}.of[${kind}.codes[f]]] = 0;`);
  if (length !== Infinity) {
    addTo(
      leavingOf(writer, length),
      bit,
      `{ const q = ${kind}.of[${kind}.codes[f]]; if (q !== 0 && --${seen}[q] === 0) ${count}--; }`,
    );
  }
  return count;
}

function emitFigure(writer: ColumnWriter, condition: ActivityCondition, property: string): ColumnCondition {
  if (condition.sum !== undefined || condition.within !== undefined)
    throw new NotInColumns('figures over windows look back');
  const matcher = addMatcher(writer.scope, condition, { newest: 0, age: 0 });
  if (condition.latest !== undefined && matcher.types.length > 1) throw new NotInColumns('the latest of several types');
  const bit = matcherBit(writer, matcher);
  const figure = freshColumn(writer, 'x');
  const table = freshColumn(writer, 'tn');
  writer.batch.push(`const ${table} = numbersOf(cols, ${literal(property)});`);
  writer.lead.push(`let ${figure} = NaN;`);
  const replaces = condition.max === undefined ? 'true' : `!(v <= ${figure})`;
  addTo(writer.enter, bit, `{ const v = ${table}.of[${table}.codes[f]]; if (v === v && ${replaces}) ${figure} = v; }`);
  const passes = comparesNumbers(condition)
    ? emitNumberTest(condition, figure)
    : `${columnConstant(writer, compileOperators(condition, property))}.passes(${figure}, at)`;
  return { holds: `(${figure} === ${figure} && ${passes})`, newest: refuseNewest };
}
