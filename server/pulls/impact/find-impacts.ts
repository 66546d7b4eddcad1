import type { ImpactFigures } from '../../../core/definitions/impact/impact-report.js';
import type { Db } from '../../db/database.js';
import type { SampledLead } from './sample-leads.js';

/** A report as it stands: its figures are null until it is made. */
export interface ImpactRow {
  id: string;
  jobId: string | null;
  state: 'QUEUED' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED';
  /** From 0 to 1. */
  progress: number;
  message: string | null;
  pullRequest: number | null;
  effect: string | null;
  baseCommit: string;
  window: { from: Date; to: Date; timeZone: string };
  figures: ImpactFigures | null;
  sample: SampledLead[] | null;
  summary: string | null;
  markdown: string | null;
  finishedAt: Date | null;
}

type StoredImpact = Omit<ImpactRow, 'window' | 'progress'> & {
  windowFrom: Date;
  windowTo: Date;
  timeZone: string;
  done: number | null;
  total: number | null;
};

/** Reports by id, in the order asked; null where there is none. */
export async function findImpacts(db: Db, ids: readonly string[]): Promise<(ImpactRow | null)[]> {
  const rows = await db.query<StoredImpact>(`${SELECT} where i.id = any($1)`, [ids]);
  const found = new Map(rows.map((row) => [row.id, toImpact(row)]));
  return ids.map((id) => found.get(id) ?? null);
}

function toImpact({ windowFrom, windowTo, timeZone, done, total, ...row }: StoredImpact): ImpactRow {
  const progress = row.state === 'SUCCEEDED' ? 1 : total ? Math.min((done ?? 0) / total, 1) : 0;
  return { ...row, progress, window: { from: windowFrom, to: windowTo, timeZone } };
}

const SELECT = `
  select i.id, i.job_id as "jobId", case when i.state = 'SUCCEEDED' then i.state else coalesce(j.state, i.state) end as state,
    j.message, j.done, j.total, i.pull_request as "pullRequest", i.effect, i.base_commit as "baseCommit",
    i.window_from as "windowFrom", i.window_to as "windowTo", i.time_zone as "timeZone", i.figures, i.sample, i.summary,
    i.markdown, i.finished_at as "finishedAt"
  from impacts i left join jobs j on j.id = i.job_id`;
