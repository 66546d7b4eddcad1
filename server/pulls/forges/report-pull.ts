import { createHash } from 'node:crypto';
import { transaction } from '../../db/transaction.js';
import { findPromotionOfPull } from '../../releases/list-promotions.js';
import { listChecks, readChecks } from '../checks/save-checks.js';
import { findImpactOf } from '../impact/find-impact-of.js';
import type { Pulls } from '../open-pulls.js';
import { findPull } from '../pull-row.js';
import { readSignOffs } from '../read-sign-offs.js';
import { describeReport } from './describe-report.js';
import type { Forge } from './forge.js';
import { type KeptForgePull, keepReport } from './forge-pull-row.js';
import { postReport } from './post-report.js';

/** Tells on the forge (null: nobody) how a pull request stands, where that is not what was told last. What was told is noted after. */
export async function reportPull(pulls: Pulls, forge: Forge | null, kept: KeptForgePull): Promise<void> {
  const { db, pool, trees } = pulls;
  const pull = await findPull(db, kept.number);
  const [, id] = /^\w+:(\d+)$/.exec(kept.key) ?? [];
  if (!pull) return;
  const merging = await trees.merging(db, pull);
  const isOver = pull.state === 'MERGED' || pull.state === 'CLOSED';
  const report = describeReport({
    pull,
    merging,
    checks: isOver ? await listChecks(db, pull.number) : await readChecks(db, pull),
    signOffs: await readSignOffs(db, pull, merging),
    impact: (await findImpactOf(db, pull.number, merging.effect))?.markdown ?? null,
    release: (await findPromotionOfPull(db, pull.number))?.release ?? null,
  });
  const digest = createHash('sha256')
    .update(JSON.stringify([pull.head, report]))
    .digest('hex');
  let { commentId } = kept;
  if (forge && digest !== kept.reported && id !== undefined) {
    const url = kept.url;
    commentId = await postReport(forge, { id: Number(id), head: pull.head, commentId, url }, report);
  }
  await transaction(pool, 'system', (tx) =>
    keepReport(tx, pull.number, { digest: forge ? digest : null, version: pull.version, commentId }),
  );
}
