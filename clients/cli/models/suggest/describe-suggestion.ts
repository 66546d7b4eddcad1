import type { Estimate } from '../../../../core/definitions/impact/estimate.js';
import type { SuggestedQuality, Suggestion } from '../../../../core/definitions/suggest/suggestion.js';
import { asTable } from '../../output.js';

/** A suggestion with the file it would write, and the pull request it became. */
export interface MadeSuggestion extends Omit<Suggestion, 'model'> {
  model: string;
  path: string;
  content: string;
  /** The file of its example leads with what comes out of them now, and a sentence for each change; null: none is needed. */
  examples: { path: string; content: string; changed: string[] } | null;
  pullRequest: number | null;
}

/** The suggestion with its evidence, in tables as wide as the terminal, or in at most `width` signs. */
export function describeSuggestion(made: MadeSuggestion, width?: number): string {
  const { model, outcome, used, reached, tooYoung, fitted, heldOut, seed, rules, threshold, before, after } = made;
  return [
    `${model}: points fitted to ${reached} of ${used} leads that reached ${outcome}; ${tooYoung} too young to judge left out.`,
    `Learnt from ${fitted} leads, measured on ${heldOut} others (seed ${seed}). No fact from after sales had a lead was counted.`,
    '',
    asTable(
      ['RULE', 'POINTS', 'THEN', 'HOLDS FOR', 'ODDS', 'NOTE'],
      rules.map((one) => [
        one.rule,
        one.before,
        one.after,
        one.holds,
        one.odds,
        one.kept ? `kept: ${one.kept}` : turned(one),
      ]),
      'No rules.',
      width,
    ),
    '',
    threshold
      ? `Threshold ${threshold.key}: ${threshold.before} → ${threshold.after}, by ${threshold.by === 'F1' ? 'the best F1 (precision and recall in balance)' : 'the capacity given'}.`
      : 'Thresholds are left as they are: none is a plain line on the primary score, or no line was better.',
    '',
    asTable(
      ['ON THE LEADS HELD OUT', 'NOW', 'SUGGESTED'],
      [
        ['AUC', interval(before.auc), interval(after.auc)],
        ['flagged', before.flagged, after.flagged],
        ['precision', percent(before.precision), percent(after.precision)],
        ['recall', percent(before.recall), percent(after.recall)],
      ],
      '',
      width,
    ),
    ...(isNoBetter(made)
      ? ['', 'On the leads held out it tells no better who reaches it than the points in force: look twice.']
      : []),
    '',
    asTable(
      ['CALIBRATION: TENTH', 'LEADS', 'PREDICTED', 'REAL'],
      made.calibration.map((row, index) => [index + 1, row.leads, share(row.predicted), share(row.real)]),
      'Nobody was held out.',
      width,
    ),
    ...(made.examples
      ? [
          '',
          `Example leads come out otherwise (${made.examples.path}); a pull request with it (--open) changes what they expect:`,
        ]
      : []),
    ...(made.examples?.changed ?? []),
    ...(made.pullRequest === null ? [] : ['', `Proposed as pull request ${made.pullRequest}.`]),
  ].join('\n');
}

/** One line on which side is better, for a title or a log. */
export function sayAuc({ before, after }: { before: SuggestedQuality; after: SuggestedQuality }): string {
  return `AUC ${interval(before.auc)} → ${interval(after.auc)}`;
}

function isNoBetter({ before, after }: Pick<Suggestion, 'before' | 'after'>): boolean {
  return before.auc !== null && after.auc !== null && after.auc.value <= before.auc.value;
}

function turned({ before, after }: Suggestion['rules'][number]): string {
  return before * after < 0 ? 'turned: it speaks for the opposite of what was agreed' : '';
}

function interval(estimate: Estimate | null): string {
  if (!estimate) return 'none';
  const [value, low, high] = [estimate.value, estimate.low, estimate.high].map((one) => one.toFixed(3));
  return `${value} (${low}–${high})`;
}

function percent(estimate: Estimate | null): string {
  return estimate ? `${share(estimate.value)} (${share(estimate.low)}–${share(estimate.high)})` : 'none';
}

function share(value: number): string {
  return `${Math.round(value * 1000) / 10} %`;
}
