import type { Condition, Rule } from '../../scoring/model.js';
import { nested } from '../condition-sites.js';
import type { Finding } from '../finding.js';
import { scoresFeeding } from '../scores-feeding.js';
import type { CheckedTree } from './check.js';

/** Most rules of one kind that people can still keep in mind. */
const MOST = 3;

/** Warnings: more than three fit rules (no activity condition) or more than three intent rules feed one threshold. */
export function findCrowdedThresholds({ tree }: CheckedTree): Finding[] {
  return Object.entries(tree.models).flatMap(([key, model]) =>
    model.thresholds.flatMap((threshold, index): Finding[] => {
      const used = scoresFeeding(model, threshold.when);
      const feeding = model.rules.filter((rule) => used.scores.has(rule.score) || used.rules.has(rule.key));
      const intent = feeding.filter(looksAtActivity);
      const fit = feeding.filter((rule) => !looksAtActivity(rule));
      const crowds = [
        ['crowded-fit', 'fit', fit],
        ['crowded-intent', 'intent', intent],
      ] as const;
      return crowds.flatMap(([code, kind, rules]): Finding[] => {
        if (rules.length <= MOST) return [];
        const names = rules.map((rule) => rule.key).join(', ');
        const message = `${rules.length} ${kind} rules feed the threshold '${threshold.key}': ${names}.`;
        const hint = `Keep the ${MOST} that tell most; people stop trusting what they cannot keep in mind.`;
        return [{ level: 'warning', code, path: `models/${key}.json`, pointer: `/thresholds/${index}`, message, hint }];
      });
    }),
  );
}

function looksAtActivity(rule: Rule): boolean {
  return rule.each !== undefined || (rule.when !== undefined && hasActivity(rule.when));
}

function hasActivity(condition: Condition): boolean {
  if ('activity' in condition || 'ratio' in condition) return true;
  return nested({ pointer: '', condition }).some((one) => hasActivity(one.condition));
}
