import { describeCondition } from '../../scoring/describe.js';
import { describeDuration } from '../../scoring/describe-value.js';
import type { Rule, ScoreDefinition, ScoringModel, ThresholdDefinition } from '../../scoring/model.js';
import { escapeMarkdown } from '../diff/escape-markdown.js';
import { describeRule } from './describe-rule.js';
import { describeThreshold } from './describe-threshold.js';
import { listWords } from './list-words.js';
import { keyed, section } from './section.js';

/** A model in words: what it applies to, its scores, rules and thresholds with their reasons; '' for none. */
export function describeModel(model: ScoringModel | undefined): string {
  if (!model) return '';
  const { key, version, name, description, appliesTo, scores, rules, thresholds } = model;
  const applies = appliesTo ? `It scores leads where ${describeCondition(appliesTo)}.` : 'It scores every lead.';
  const said = [description, applies, reviewOf(model)].filter((one) => one !== undefined).map(escapeMarkdown);
  const labelled = ({ label, rationale }: Rule | ThresholdDefinition, words: string): string =>
    `${label === undefined ? '' : `${label}: `}${words}${rationale === undefined ? '' : ` (${rationale})`}`;
  return [
    `### ${escapeMarkdown(`${name} (${key} ${version})`)}\n\n${said.join(' ')}\n`,
    section(
      'Thresholds',
      '',
      thresholds.map((one) => keyed(one.key, labelled(one, describeThreshold(one)))),
      4,
    ),
    section(
      'Scores',
      '',
      Object.entries(scores).map(([score, one]) => keyed(score, describeScore(one))),
      4,
    ),
    section(
      'Rules',
      '',
      rules.map((one) => keyed(one.key, labelled(one, describeRule(one)))),
      4,
    ),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function describeScore({ label, sum, min, max }: ScoreDefinition): string {
  const words = [sum ? `the sum of ${listWords(sum)}` : 'fed by rules'];
  if (min !== undefined) words.push(`never below ${min}`);
  if (max !== undefined) words.push(`never above ${max}`);
  return `${label === undefined ? '' : `${label}: `}${words.join(', ')}`;
}

function reviewOf({ owner, reviewedOn, reviewEvery }: ScoringModel): string | undefined {
  const words: string[] = [];
  if (owner !== undefined) words.push(`${owner} looks after it`);
  if (reviewEvery !== undefined) words.push(`it is reviewed every ${describeDuration(reviewEvery)}`);
  if (reviewedOn !== undefined) words.push(`last on ${reviewedOn}`);
  return words.length === 0 ? undefined : `${words.join(', ').replace(/^./, (first) => first.toUpperCase())}.`;
}
