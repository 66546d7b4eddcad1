import type { DefinitionChange } from '../../../core/definitions/diff/definition-change.js';
import { addTallies } from '../../../core/definitions/impact/add-tallies.js';
import type { CountedTally } from '../../../core/definitions/impact/impact-tally.js';
import { writeReport } from '../../../core/definitions/impact/write-report.js';
import type { Db } from '../../db/database.js';
import type { PreparedQuestion } from './prepare-question.js';
import { sampleLeads } from './sample-leads.js';
import type { MadeImpact } from './save-impact.js';

/** What a report is written from: plain values, so that a thread can be handed it. */
export interface CountedImpact {
  tallies: readonly CountedTally[];
  changes: readonly DefinitionChange[];
  /** What the pools take a week; null: nobody said. */
  capacity: number | null;
  baseCommit: string;
  timeZone: string;
  /** When it was asked for. */
  askedAt: number;
}

/** Writes down what was counted, with leads explained under both trees. */
export async function writeImpact(
  db: Pick<Db, 'query'>,
  question: PreparedQuestion,
  counted: CountedImpact,
): Promise<MadeImpact> {
  const { changes, capacity, baseCommit, timeZone, askedAt } = counted;
  const { trees, frame, window } = question;
  const { figures, summary, markdown } = writeReport(
    { base: trees.base, changes, frame, window: { ...window, timeZone }, capacity, askedAt },
    addTallies(counted.tallies),
  );
  return { figures, summary, markdown, sample: await sampleLeads(db, question, baseCommit, figures.sample) };
}
