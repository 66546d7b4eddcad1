import type { CompiledModel } from '../compiled-model.js';
import { compareBytes, type Instant } from '../facts.js';
import { GLOBALS } from '../generate/globals.js';
import { literal } from '../generate/writer.js';
import type { Condition } from '../model.js';
import type { Micro } from '../results.js';
import { addMatcher } from '../scope.js';
import { emitColumnAttribute, emitColumnCondition } from './column-condition.js';
import { type ColumnRule, emitColumnRule } from './column-rules.js';
import { anyAttribute, attributeTable, classify, distinctKinds, longestLead, numbersOf } from './column-tables.js';
import { type ColumnReadings, emitColumnThreshold } from './column-thresholds.js';
import { type ColumnWriter, matcherBit, NotInColumns, openColumnWriter } from './column-writer.js';
import type { FactColumns } from './fact-columns.js';
import { replayText } from './replay-text.js';

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
  try {
    return link(compiled);
  } catch (error) {
    if (error instanceof NotInColumns) return null;
    throw error;
  }
}

function link(compiled: CompiledModel): BatchReplay {
  const writer = openColumnWriter(compiled.scope);
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
  const text = replayText({
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
  });
  const given: Record<string, unknown> = {
    ...GLOBALS,
    Int32Array,
    Float64Array,
    ...Object.fromEntries(writer.constants.map((value, i) => [`k${i}`, value])),
    matchers: writer.matchers,
    anyAttribute,
    attributeTable,
    classify,
    distinctKinds,
    longestLead,
    numbersOf,
  };
  const names = Object.keys(given);
  return new Function(...names, `'use strict';\n${text}`)(...names.map((name) => given[name])) as BatchReplay;
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
