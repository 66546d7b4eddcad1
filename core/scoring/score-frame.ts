import type { CompiledModel } from './compile.js';
import type { Frame } from './frame.js';
import type { Micro } from './results.js';

/** Rule points and clamped scores of a frame, filled in for the thresholds to read; returns the scores before their clamps. */
export function scoreFrame(compiled: CompiledModel, frame: Frame): Micro[] {
  const raw = new Array<Micro>(compiled.scores.length).fill(0);
  compiled.rules.forEach((rule, index) => {
    const points = rule.give(frame);
    frame.points[index] = points;
    raw[rule.scoreIndex] = (raw[rule.scoreIndex] ?? 0) + points;
  });
  for (const index of compiled.scoreOrder) {
    const score = compiled.scores[index];
    if (score === undefined) continue;
    if (score.sum !== null) raw[index] = score.sum.reduce((sum, member) => sum + (frame.scores[member] ?? 0), 0);
    frame.scores[index] = Math.min(score.max, Math.max(score.min, raw[index] ?? 0));
  }
  return raw;
}

/** Whether the model applies, and what each threshold's `when` and `release` say; the frame is scored already. */
export function readThresholds(
  compiled: CompiledModel,
  frame: Frame,
): { applies: boolean; thresholds: { key: string; when: boolean; release: boolean }[] } {
  const applies = compiled.appliesTo === null || compiled.appliesTo.holds(frame);
  const thresholds = compiled.thresholds.map(({ definition, when, release }) => {
    if (!applies) return { key: definition.key, when: false, release: false };
    const holds = when.holds(frame);
    return { key: definition.key, when: holds, release: release === null ? !holds : release.holds(frame) };
  });
  return { applies, thresholds };
}
