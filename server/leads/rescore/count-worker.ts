import { openSnapshot } from '../../db/open-snapshot.js';
import { serveThread } from '../../jobs/serve-thread.js';
import { prepareTree } from '../../releases/prepare-tree.js';
import { countMoves } from './count-moves.js';
import type { CountAsked } from './open-move-counter.js';

serveThread('reads', async ({ url, live, files, stages }: CountAsked) => {
  const db = await openSnapshot(url);
  try {
    const next = { number: live + 1, commit: '', promotedAt: new Date(0), files, ...prepareTree(files) };
    return await countMoves(db, { live, next }, stages);
  } finally {
    await db.close();
  }
});
