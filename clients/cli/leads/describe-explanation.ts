import { asTable } from '../output.js';

/** A lead as `explain` asks for it. */
export interface ExplainedLead {
  id: string;
  name: string | null;
  email: string | null;
  stage: { key: string; label: string };
  stageEnteredAt: string;
  lastActivityAt: string | null;
  score: ExplainedScore | null;
}

/** A score as `explain` asks for it. */
export interface ExplainedScore {
  at: string;
  value: number;
  primary: string;
  nextChangeAt: string | null;
  /** A draft has none. */
  version?: { version: string; model: { key: string } };
  values: { key: string; value: number; min: number | null; max: number | null; band: string | null }[];
  contributions: Contribution[];
  thresholds: { threshold: { key: string; summary: string }; crossed: boolean; missing: string | null }[];
}

interface Contribution {
  rule: string;
  score: string;
  points: number;
  holds: boolean;
  capped: boolean;
  decay: number;
  detail: string;
  rationale: string | null;
  activityCount: number;
}

/** The explanation as a person reads it: the scores, the rules that hold, then the thresholds and what each still wants. */
export function describeExplanation(lead: ExplainedLead): string {
  const head = `${lead.name ?? lead.email ?? lead.id} (${lead.id}), ${lead.stage.label} since ${lead.stageEnteredAt}`;
  if (!lead.score) return `${head}\nNo score yet.`;
  const { version } = lead.score;
  return `${head}\n${describeScore(lead.score, version ? `${version.model.key} ${version.version}` : 'a draft')}`;
}

/** A score, what made it and what is missing, in tables; `model` says by what it is. */
export function describeScore(score: ExplainedScore, model: string): string {
  return [
    `${score.primary} ${score.value} by ${model}, as of ${score.at}`,
    ...(score.nextChangeAt ? [`changes by time alone at ${score.nextChangeAt}`] : []),
    '',
    asTable(
      ['SCORE', 'VALUE', 'RANGE', 'BAND'],
      score.values.map(({ key, value, min, max, band }) => [key, value, `${min ?? ''}…${max ?? ''}`, band]),
      'No scores.',
    ),
    '',
    asTable(
      ['RULE', 'SCORE', 'POINTS', 'BECAUSE'],
      score.contributions
        .filter(({ holds }) => holds)
        .map((one) => [one.rule, one.score, describePoints(one), one.detail]),
      'No rule holds.',
    ),
    '',
    asTable(
      ['THRESHOLD', 'CROSSED', 'MISSING'],
      score.thresholds.map(({ threshold, crossed, missing }) => [threshold.key, crossed ? 'yes' : 'no', missing ?? '']),
      'No thresholds.',
    ),
  ].join('\n');
}

function describePoints({ points, capped, decay }: Contribution): string {
  const notes = [...(capped ? ['capped'] : []), ...(decay === 1 ? [] : [`decayed to ${Math.round(decay * 100)} %`])];
  return `${points > 0 ? '+' : ''}${points}${notes.length > 0 ? ` (${notes.join(', ')})` : ''}`;
}
