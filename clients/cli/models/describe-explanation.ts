import { asTable } from '../output.js';
import type { ExplainedExample } from './explain-example.js';

/** An explanation as three tables: scores, what each rule gave and why, thresholds and what they miss. */
export function describeExplanation(explained: ExplainedExample): string {
  const scores = asTable(
    ['SCORE', 'POINTS', 'BEFORE ITS LIMITS'],
    explained.scores.map(({ key, raw, value }) => [key, points(value), raw === value ? '' : points(raw)]),
    'The model has no scores.',
  );
  const rules = asTable(
    ['RULE', 'SCORE', 'POINTS', 'WHY'],
    explained.contributions.map((one) => [one.rule, one.score, notes(one), one.detail]),
    'The model has no rules.',
  );
  const thresholds = asTable(
    ['THRESHOLD', 'STATE', 'ASKS FOR', 'MISSING'],
    explained.thresholds.map(({ key, up, summary, missing }) => [key, up ? 'up' : 'down', summary, missing ?? '']),
    'The model has no thresholds.',
  );
  const head = `${explained.lead} under ${explained.model} at ${explained.at}: stage ${explained.stage}`;
  return [head, scores, rules, thresholds].join('\n\n');
}

function notes({ points: given, capped, decay }: ExplainedExample['contributions'][number]): string {
  const faded = decay < 1 && given !== 0 ? ` (faded to ${Math.round(decay * 100)} %)` : '';
  return `${points(given)}${capped ? ' (at its limit)' : ''}${faded}`;
}

function points(value: number): string {
  return String(Math.round(value * 100) / 100);
}
