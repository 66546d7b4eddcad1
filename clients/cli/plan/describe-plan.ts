import { isFaithful } from '../../../core/definitions/impact/is-faithful.js';
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
    return [lead.id, turn(before?.value ?? '-', after?.value ?? '-'), turn(stageBefore.key, stageAfter.key)];
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
    `${many(impact.changed)} of ${many(impact.leads)} leads change, ${many(impact.unchanged)} do not; ${many(impact.notEvaluable)} cannot be evaluated, ${many(impact.errors)} with errors.`,
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
    ...(rows.length > 0 ? ['', asTable(['LEAD', 'SCORE', 'STAGE'], rows, '')] : []),
    '',
    ...describeFlagged(impact),
    describeFaith(impact),
  ].join('\n');
}

function describeFlagged({ flaggedShareBase, flaggedShareHead }: PlanImpact): string[] {
  if (flaggedShareBase === null || flaggedShareHead === null) return [];
  return [`Of the identified leads ${percent(flaggedShareBase)} are flagged now, ${percent(flaggedShareHead)} then.`];
}

function describeFaith({ mismatchShare }: PlanImpact): string {
  if (mismatchShare === null) return 'Nothing was recorded under these definitions yet to hold the replay against.';
  const differs = `The replay differs from the record in ${percent(mismatchShare)} of the crossings`;
  return isFaithful({ mismatchShare })
    ? `${differs}.`
    : `${differs}: it is not faithful, and the figures are not to be believed.`;
}

function percent(share: number): string {
  return `${Math.round(share * 1000) / 10} %`;
}

function turn(now: string | number, then: string | number): string {
  return now === then ? `${now} as now` : `${now} → ${then}`;
}

/** Thousands by commas, as in the sentence above. */
function many(count: number): string {
  return count.toLocaleString('en-US');
}
