import type { CompiledModel } from '../compiled-model.js';
import { compareBytes, type Instant } from '../facts.js';
import { GLOBALS } from '../generate/globals.js';
import { literal } from '../generate/writer.js';
import type { Condition } from '../model.js';
import type { Micro } from '../results.js';
import { addMatcher } from '../scope.js';
import { emitColumnAttribute, emitColumnCondition } from './column-condition.js';
import { type ColumnRule, emitColumnRule } from './column-rules.js';
import { columnTables } from './column-tables.js';
import { type ColumnReadings, emitColumnThreshold } from './column-thresholds.js';
import { type ColumnWriter, matcherBit, NotInColumns, openColumnWriter } from './column-writer.js';
import type { FactColumns } from './fact-columns.js';
import { type ReplayParts, replayText } from './replay-text.js';

/** A crossing of a replay; `value` is the primary score (millionths) after it. */
export interface ReplayCrossing {
  threshold: string;
  direction: 'UP' | 'DOWN';
  at: Instant;
  value: Micro;
}

/** Told of each lead in turn, by its number in the batch, with its primary score (millionths) in the end. */
export type ReplayVisitor = (lead: number, value: Micro, crossings: readonly ReplayCrossing[]) => void;

/** Replays one batch up to an instant. */
export type BatchReplay = (columns: FactColumns, until: Instant, visit: ReplayVisitor) => void;

/** Generates the replay of a model over columns; null where the model needs more of a lead than columns hold. */
export function compileReplay(compiled: CompiledModel): BatchReplay | null {
  return linkReplay<BatchReplay>(compiled, 'crossings', columnTables)?.run ?? null;
}

/** What generated code looks columns up by; a name for each look. */
export type Tables = Readonly<Record<keyof typeof columnTables, unknown>>;

/** The replay of a model as code that looks its columns up by `tables`, and its windows' lengths; null where the model needs more. */
export function linkReplay<Run>(
  compiled: CompiledModel,
  finds: ReplayParts['finds'],
  tables: Tables,
): { run: Run; windows: number[] } | null {
  try {
    const writer = openColumnWriter(compiled.scope);
    const text = replayText({ ...emitReplay(writer, compiled), finds });
    const constants = Object.fromEntries(writer.constants.map((value, i) => [`k${i}`, value]));
    const given = { ...GLOBALS, Int32Array, Float64Array, ...constants, matchers: writer.matchers, ...tables };
    const run = new Function(...Object.keys(given), `'use strict';\n${text}`)(...Object.values(given)) as Run;
    return { run, windows: [...writer.leave.keys()] };
  } catch (error) {
    if (error instanceof NotInColumns) return null;
    throw error;
  }
}

function emitReplay(writer: ColumnWriter, compiled: CompiledModel): Omit<ReplayParts, 'finds'> {
  const rules = compiled.rules.map((rule, index) => emitColumnRule(writer, rule, index));
  const readings: ColumnReadings = {
    scores: compiled.scores.map(({ key }) => key),
    rules: compiled.rules.map(({ rule }) => rule.key),
    now: [],
    faded: [],
  };
  const applies =
    compiled.model.appliesTo === undefined ? 'true' : emitColumnCondition(writer, compiled.model.appliesTo).holds;
  const thresholds = compiled.thresholds.map(({ definition }, i) => {
    const when = emitColumnThreshold(writer, definition.when, readings);
    const release =
      definition.release === undefined ? `!c_${i}` : emitColumnThreshold(writer, definition.release, readings);
    return `const c_${i} = applies && ${when}; const l_${i} = applies && ${release};`;
  });
  const ignored = emitIgnore(writer, compiled.context.ignore ?? []);
  if (readings.now.length > 50) throw new NotInColumns('there are more than 50 tests on scores');
  return {
    writer,
    ignored,
    rules,
    evaluation: [
      ...rules.map((rule) => rule.statement),
      ...scoreStatements(compiled, 'p', 's'),
      `const applies = ${applies};`,
      ...thresholds,
    ],
    fading: fadingText(writer, compiled, rules, readings),
    primary: `s_${compiled.primaryIndex}`,
    thresholds: inOrder(compiled),
  };
}

/** Points `from_INDEX` to clamped scores `to_INDEX`. */
function scoreStatements({ scores, rules, scoreOrder }: CompiledModel, from: string, to: string): string[] {
  return scoreOrder.map((index) => {
    const { sum, min, max } = scores[index] as CompiledModel['scores'][number];
    const ofRules = rules.flatMap((rule, i) => (rule.scoreIndex === index ? [`${from}_${i}`] : []));
    const parts = ['0', ...(sum === null ? ofRules : sum.map((member) => `${to}_${member}`))];
    const above = min === -Infinity ? parts.join(' + ') : `Math.max(${literal(min)}, ${parts.join(' + ')})`;
    return `const ${to}_${index} = ${max === Infinity ? above : `Math.min(${literal(max)}, ${above})`};`;
  });
}

/** Tests on scores as bits: `bits` now, `faded` once decay is over; equal where decay alone changes nothing. */
function fadingText(
  writer: ColumnWriter,
  compiled: CompiledModel,
  rules: ColumnRule[],
  readings: ColumnReadings,
): { bits: string; decaying: string; faded: string } | null {
  if (writer.decays === 0 || readings.now.length === 0) return null;
  const sum = (tests: string[]): string => tests.map((test, i) => `(${test} ? ${2 ** i} : 0)`).join(' + ');
  const faded = [...rules.map((rule, i) => `const pf_${i} = ${rule.faded};`), ...scoreStatements(compiled, 'pf', 'sf')];
  const decaying = rules.map((rule) => rule.decaying).filter((one) => one !== 'false');
  return {
    bits: sum(readings.now),
    decaying: decaying.join(' || ') || 'false',
    faded: `${faded.join(' ')} const fadedBits = ${sum(readings.faded)};`,
  };
}

/** `ignore` as a test on a lead and a mask on activities. */
function emitIgnore(writer: ColumnWriter, conditions: Condition[]): { lead: string; mask: number } {
  const leads: string[] = [];
  let mask = 0;
  for (const condition of conditions) {
    if ('attribute' in condition) leads.push(emitColumnAttribute(writer, condition.attribute, condition));
    else if ('activity' in condition && Object.keys(condition).every((key) => key === 'activity' || key === 'where')) {
      mask |= matcherBit(writer, addMatcher(writer.scope, condition, { newest: 0, age: 0 }));
    } else throw new NotInColumns("'ignore' looks at more than columns hold");
  }
  return { lead: leads.join(' || ') || 'false', mask };
}

/** Thresholds in the order in which crossings of one instant are announced. */
function inOrder({ thresholds }: CompiledModel): { index: number; key: string; cooldown: number }[] {
  return thresholds
    .map(({ definition, cooldown, order }, index) => ({ index, key: definition.key, cooldown, order }))
    .sort((a, b) => (a.order === b.order ? compareBytes(a.key, b.key) : a.order < b.order ? -1 : 1));
}
