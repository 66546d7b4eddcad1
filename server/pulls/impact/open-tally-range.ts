import { openComparePlain } from '../../../core/definitions/impact/compare-plain.js';
import type { HistoryRows } from '../../../core/definitions/impact/history-rows.js';
import type { CountedTally } from '../../../core/definitions/impact/impact-tally.js';
import { openTally } from '../../../core/definitions/impact/open-tally.js';
import type { RangeRows } from '../../../core/definitions/impact/range-rows.js';
import { tallyLeads } from '../../../core/definitions/impact/tally-leads.js';
import type { Snapshot } from '../../db/open-snapshot.js';
import { copyRows } from '../../leads/history/copy-rows.js';
import type { LeadRange } from '../../leads/history/load-rows.js';
import { tableRooms } from '../../leads/history/read-fact-table.js';
import type { PreparedQuestion } from './prepare-question.js';

/** Where more leads than these cannot do with columns, whole rows are read of all at once. */
const FEW = 0.25;

/** Replays the leads of one range after another under both trees, and counts what came of each. */
export function openTallyRange(
  db: Pick<Snapshot, 'copy' | 'query'>,
  question: PreparedQuestion,
  absorbed: ReadonlySet<string>,
): (range: LeadRange) => Promise<CountedTally> {
  const { trees, frame, window, comparableSince } = question;
  const comparePlain = openComparePlain(trees, frame, window);
  let isWhole = comparePlain === null;
  const rooms = tableRooms();
  return async (range) => {
    const tally = openTally();
    let [all, others] = [0, 0];
    for (const rows of await copyRows(db, range, { window, absorbed, isWhole, rooms })) {
      const compared = comparePlain?.(rows, comparableSince) ?? new Map();
      all += rows.leads.length;
      others += rows.leads.length - compared.size;
      const rowsOf = rows.rowsOf ?? (await readOthers(rows, compared));
      tallyLeads(question, tally, rows.leads, { compared, rowsOf });
    }
    if (all > 0) isWhole = others / all > FEW;
    // numbers of one kind go between threads as they lie in memory
    return { ...tally, judged: Float64Array.from(tally.judged) };
  };

  async function readOthers(rows: RangeRows, compared: ReadonlyMap<number, unknown>) {
    const ids = rows.leads.flatMap(({ id }, lead) => (compared.has(lead) ? [] : id));
    const found = new Map<string, HistoryRows>();
    if (ids.length > 0) {
      for (const some of await copyRows(db, { ids }, { window, absorbed, isWhole: true })) {
        some.leads.forEach(({ id }, lead) => {
          found.set(id, (some.rowsOf as (lead: number) => HistoryRows)(lead));
        });
      }
    }
    return (lead: number) => found.get(rows.leads[lead]?.id ?? '') as HistoryRows;
  }
}
