import { treeFor } from '../../core/definitions/challengers/tree-for.js';
import type { CompiledTree } from '../../core/definitions/compile-tree.js';
import type { Db } from '../db/database.js';
import type { Release } from '../releases/release.js';

/** The definitions by which a release decides about a lead: a challenger may have a share of the leads. */
export async function decidingTree(db: Db, { compiled }: Release, leadId: string): Promise<CompiledTree> {
  if (!compiled.challengers.some(({ definition }) => definition.share > 0)) return compiled;
  const [row] = await db.query<{ drawnBy: string | null }>(
    `select coalesce(e.drawn_by, l.account_id) as "drawnBy"
     from leads l left join engine_states e on e.lead_id = l.id where l.id = $1`,
    [leadId],
  );
  return treeFor(compiled, { id: leadId, drawnBy: row?.drawnBy ?? null });
}
