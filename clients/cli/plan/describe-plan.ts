import { asTable } from '../output.js';
import type { PlanImpact } from './fetch-impact.js';

/** A change and what it would have done. */
export interface Plan {
  /** Sentences of the changes against `main`, with their class. */
  changes: { level: string; summary: string }[];
  /** The class of the whole, by rules and evidence, and why they differ where they do; null: nothing differs. */
  level: string | null;
  because: string | null;
  /** Null: nothing differs. */
  impact: PlanImpact | null;
}

/** The plan as a person reads it: the sentence first. */
export function describePlan({ changes, level, because, impact }: Plan): string {
  if (!impact) return 'No change: the folder says what main says.';
  const { thresholds, moves, sample } = impact;
  const rows = sample.nodes.map(({ lead, before, after, stageBefore, stageAfter }) => {
    return [lead.id, before?.value ?? null, after?.value ?? null, stageBefore.label, stageAfter.label];
  });
  return [
    impact.summary,
    '',
    asTable(
      ['CLASS', 'CHANGE'],
      changes.map(({ level, summary }) => [level, summary]),
      'Only the form differs.',
    ),
    `As a whole ${level}${because === null ? '' : `, by what it would have done: ${because}`}.`,
    '',
    `${impact.changed} of ${impact.leads} leads change, ${impact.unchanged} do not; ${impact.notEvaluable} cannot be evaluated, ${impact.errors} with errors.`,
    '',
    asTable(
      ['THRESHOLD', 'NOW', 'THEN', 'GAINED', 'LOST'],
      thresholds.map(({ key, base, head, gained, lost }) => [key, base, head, gained, lost]),
      'No threshold went up.',
    ),
    ...(moves.length > 0
      ? [
          '',
          asTable(
            ['STAGE NOW', 'THEN', 'LEADS'],
            moves.map(({ from, to, count }) => [from.label, to.label, count]),
            '',
          ),
        ]
      : []),
    ...(rows.length > 0 ? ['', asTable(['LEAD', 'SCORE NOW', 'THEN', 'STAGE NOW', 'THEN'], rows, '')] : []),
    ...(impact.mismatchShare === null
      ? ['', 'Nothing was recorded under these definitions yet to hold the replay against.']
      : [
          '',
          `The replay differs from the record in ${Math.round(impact.mismatchShare * 1000) / 10} % of the crossings.`,
        ]),
  ].join('\n');
}
