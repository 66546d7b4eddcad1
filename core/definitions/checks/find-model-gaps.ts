import { parseDuration } from '../../scoring/duration.js';
import { parseInstant } from '../../scoring/instant.js';
import type { Finding } from '../finding.js';
import type { CheckedTree } from './check.js';

/** Warnings: models without a negative rule, without example leads, or past their review. */
export function findModelGaps({ tree, files, today }: CheckedTree): Finding[] {
  const now = today === undefined ? undefined : parseInstant(today);
  return Object.entries(tree.models).flatMap(([key, model]) => {
    const path = `models/${key}.json`;
    const found: Finding[] = [];
    const warn = (pointer: string, code: string, message: string, hint: string): void => {
      found.push({ level: 'warning', code, path, pointer, message, hint });
    };
    if (!model.rules.some((rule) => rule.points < 0)) {
      const hint = 'Take points for what speaks against a lead: students, competitors, free-mail addresses.';
      warn('/rules', 'no-negative-rule', `No rule of '${key}' takes points away.`, hint);
    }
    const testPath = `models/${key}.test.json`;
    if (!Object.hasOwn(files, testPath) || tree.tests[key]?.leads.length === 0) {
      warn('', 'no-examples', `The model '${key}' has no example leads.`, `Write some in ${testPath}.`);
    }
    const { reviewedOn, reviewEvery } = model;
    const reviewed = reviewedOn === undefined ? undefined : parseInstant(reviewedOn);
    if (
      now !== undefined &&
      reviewed !== undefined &&
      reviewEvery !== undefined &&
      reviewed + parseDuration(reviewEvery) < now
    ) {
      const message = `The model '${key}' was last reviewed on ${reviewedOn}, and should be every ${reviewEvery}.`;
      warn('/reviewedOn', 'review-overdue', message, 'Review it and raise `reviewedOn`.');
    }
    return found;
  });
}
