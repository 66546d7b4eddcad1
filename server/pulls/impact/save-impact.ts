import type { ImpactFigures } from '../../../core/definitions/impact/impact-report.js';
import type { Db } from '../../db/database.js';
import type { SampledLead } from './sample-leads.js';

/** A report that is made. */
export interface MadeImpact {
  figures: ImpactFigures;
  sample: SampledLead[];
  summary: string;
  markdown: string;
}

/** Keeps a report; the proposed files are not needed any more. */
export async function saveImpact(db: Db, id: string, made: MadeImpact): Promise<void> {
  await db.query(
    `update impacts set state = 'SUCCEEDED', figures = $2, sample = $3, summary = $4, markdown = $5, files = '{}',
       finished_at = clock_timestamp() where id = $1`,
    [id, JSON.stringify(made.figures), JSON.stringify(made.sample), made.summary, made.markdown],
  );
}
