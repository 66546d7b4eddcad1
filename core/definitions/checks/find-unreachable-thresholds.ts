import type { ScoringModel, ThresholdDefinition } from '../../scoring/model.js';
import { conditionTruth, type Possible } from '../condition-truth.js';
import type { Finding } from '../finding.js';
import { scoreBounds } from '../score-bounds.js';
import { treeContext } from '../tree-context.js';
import type { CheckedTree } from './check.js';
import { findScoreFaults } from './find-score-faults.js';

/** Errors: thresholds no lead can reach, or every lead passes at once, computed from what the scores can give. */
export function findUnreachableThresholds(checked: CheckedTree): Finding[] {
  const { tree, words } = checked;
  const context = treeContext(tree);
  const cyclic = new Set(
    findScoreFaults(checked)
      .filter((one) => one.code === 'score-cycle')
      .map((one) => one.path),
  );
  return Object.entries(tree.models).flatMap(([key, model]) => {
    const path = `models/${key}.json`;
    if (cyclic.has(path)) return [];
    const possible = scoreBounds(model, context, words.attributes);
    return model.thresholds.flatMap((threshold, index) =>
      judge(path, `/thresholds/${index}/when`, threshold, model, possible),
    );
  });
}

function judge(
  path: string,
  pointer: string,
  threshold: ThresholdDefinition,
  model: ScoringModel,
  possible: Possible,
): Finding[] {
  const { canHold, canFail } = conditionTruth(threshold.when, possible);
  if (threshold.release && !conditionTruth(threshold.release, possible).canFail) {
    const message = `No lead can reach the threshold '${threshold.key}' of '${model.key}': its \`release\` always holds, and wins.`;
    const hint = 'Let `release` hold only below what `when` asks for.';
    return [
      {
        level: 'error',
        code: 'unreachable-threshold',
        path,
        pointer: pointer.replace(/when$/, 'release'),
        message,
        hint,
      },
    ];
  }
  if (model.appliesTo && !conditionTruth(model.appliesTo, possible).canHold) {
    const message = `No lead can reach the threshold '${threshold.key}': '${model.key}' applies to none.`;
    const hint = 'Correct `appliesTo`.';
    return [{ level: 'error', code: 'unreachable-threshold', path, pointer: '/appliesTo', message, hint }];
  }
  if (canHold && canFail) return [];
  const limits = scoresIn(threshold).map((key) => {
    const { low, high } = possible.scores.get(key) ?? { low: 0, high: 0 };
    return `'${key}' gives ${shown(low)} to ${shown(high)}`;
  });
  const because = limits.length > 0 ? `: ${limits.join(', ')}` : '';
  if (!canHold) {
    const message = `No lead can reach the threshold '${threshold.key}' of '${model.key}'${because}.`;
    const hint = 'Lower what it asks for, or raise what the rules give.';
    return [{ level: 'error', code: 'unreachable-threshold', path, pointer, message, hint }];
  }
  const message = `Every lead passes the threshold '${threshold.key}' of '${model.key}' at once${because}.`;
  return [{ level: 'error', code: 'always-passed-threshold', path, pointer, message, hint: 'Ask for more.' }];
}

function scoresIn({ when }: ThresholdDefinition): string[] {
  const named = [...JSON.stringify(when).matchAll(/"score":"([a-z][a-z0-9-]*)"/g)].map((match) => match[1] ?? '');
  return [...new Set(named)];
}

function shown(points: number): string {
  if (points === Infinity) return 'any number';
  return points === -Infinity ? 'anything below' : String(points);
}
