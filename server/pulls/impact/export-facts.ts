import type { FactsEnd, FactsHead, FactsLine } from '../../../core/definitions/impact/facts-file.js';
import type { Snapshot } from '../../db/open-snapshot.js';
import { readFiles } from '../../git/read-files.js';
import { loadRows } from '../../leads/history/load-rows.js';
import { readMain } from '../../releases/read-main.js';
import { findComparableSince } from './find-comparable-since.js';
import { listAbsorbing } from './list-absorbing.js';
import { listRanges, type RangeSize } from './list-ranges.js';
import { readCapacity } from './read-capacity.js';

/** What is held at a time, as rows. */
const HELD: RangeSize = { leads: 1_000, facts: 30_000 };

/** All that a replay reads, as JSON lines, of one state of the database; a thousand leads are held at a time. */
export async function* exportFacts(db: Snapshot): AsyncGenerator<string> {
  const [clock] = await db.query<{ now: Date }>('select now() as now');
  const at = clock?.now.getTime() ?? 0;
  const commit = await readMain(db);
  const files = await readFiles(db, commit);
  if (!files) throw new Error(`there is no commit ${commit}`);
  const head: FactsHead = {
    accord: 'facts',
    version: 1,
    at: new Date(at).toISOString(),
    commit,
    files,
    comparableSince: await findComparableSince(db, files),
    capacity: await readCapacity(db),
  };
  yield JSON.stringify(head);
  const absorbed = await listAbsorbing(db);
  const ever = { from: 0, to: at };
  let leads = 0;
  for (const range of await listRanges(db, HELD)) {
    for (const rows of await loadRows(db, range, ever, absorbed)) {
      const line: FactsLine = rows;
      yield JSON.stringify(line);
      leads++;
    }
  }
  const end: FactsEnd = { leads };
  yield JSON.stringify(end);
}
