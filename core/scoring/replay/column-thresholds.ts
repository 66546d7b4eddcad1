import { comparesNumbers, emitNumberTest } from '../generate/emit-value-test.js';
import type { Condition, ScoreCondition } from '../model.js';
import { compileOperators } from '../value-test.js';
import { emitColumnCondition } from './column-condition.js';
import { type ColumnWriter, columnConstant, NotInColumns } from './column-writer.js';

/** Scores and rules by position, and the tests on them: `s_`, `p_` are values now, `sf_`, `pf_` those once decay is over. */
export interface ColumnReadings {
  scores: string[];
  rules: string[];
  now: string[];
  faded: string[];
}

/** Emits a threshold's condition; tests on scores and rules are noted, for decay moves them between two looks. */
export function emitColumnThreshold(writer: ColumnWriter, condition: Condition, readings: ColumnReadings): string {
  const several = (list: Condition[]): string[] => list.map((member) => emitColumnThreshold(writer, member, readings));
  if ('all' in condition) return `(${several(condition.all).join(' && ') || 'true'})`;
  if ('any' in condition) return `(${several(condition.any).join(' || ') || 'false'})`;
  if ('none' in condition) return `!(${several(condition.none).join(' || ') || 'false'})`;
  if ('of' in condition) {
    return `(${
      several(condition.of)
        .map((part) => `(${part} ? 1 : 0)`)
        .join(' + ') || '0'
    } >= ${condition.atLeast})`;
  }
  if ('score' in condition) {
    const index = readings.scores.indexOf(condition.score);
    return noteReading(readings, (prefix) =>
      emitScoreTest(writer, condition, `${prefix === 'now' ? 's' : 'sf'}_${index}`),
    );
  }
  if ('rule' in condition) {
    const index = readings.rules.indexOf(condition.rule);
    return noteReading(readings, (prefix) => `(${prefix === 'now' ? 'p' : 'pf'}_${index} !== 0)`);
  }
  return emitColumnCondition(writer, condition).holds;
}

function noteReading(readings: ColumnReadings, emit: (prefix: 'now' | 'faded') => string): string {
  const now = emit('now');
  readings.now.push(now);
  readings.faded.push(emit('faded'));
  return now;
}

function emitScoreTest(writer: ColumnWriter, condition: ScoreCondition, value: string): string {
  if (comparesNumbers(condition)) {
    const steps = [condition.atLeast, condition.atMost, condition.above, condition.below, condition.between].filter(
      (one) => one !== undefined,
    );
    if (writer.decays !== 0 && (steps.length > 1 || condition.between !== undefined)) {
      throw new NotInColumns('a fading score is compared with two bounds at once');
    }
    return `(${emitNumberTest(condition, `(${value} / 1e6)`)})`;
  }
  if (writer.decays !== 0) throw new NotInColumns('a fading score is compared for equality');
  return `${columnConstant(writer, compileOperators(condition, condition.score))}.passes(${value} / 1e6, at)`;
}
