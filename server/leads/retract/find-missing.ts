import type { Db } from '../../db/database.js';
import { type UserError, userError } from '../user-error.js';
import { type Retractable, retractableFacts } from './retractable.js';

/**
 * What a retraction names and nobody wrote, or not its caller: messages by index, which keep none of the others, or an
 * import, or the `source` of an import with activities of other sources only. Retracted facts are there.
 */
export async function findMissing(db: Db, what: Retractable, source: string): Promise<UserError[]> {
  const yours = what.actor === null ? '' : ' that you wrote';
  if ('importId' in what) {
    const [known] = await db.query('select 1 from facts where import_id = $1 and actor = coalesce($2, actor) limit 1', [
      what.importId,
      what.actor,
    ]);
    if (!known) {
      const message = `There are no facts of an import '${what.importId}'${yours}.`;
      return [userError('NOT_FOUND', ['importId'], message, 'It is the importId of importRecords.')];
    }
    const sources = await db.query<{ source: string }>(
      `select distinct source from facts where import_id = $1 and kind = 'activity' and actor = coalesce($2, actor)
       order by source`,
      [what.importId, what.actor],
    );
    if (sources.length === 0 || sources.some((row) => row.source === source)) return [];
    const message = `The import '${what.importId}' has no activities of the source '${source}'.`;
    const hint = `Its sources are: ${sources.map((row) => row.source).join(', ')}.`;
    return [userError('NOT_FOUND', ['source'], message, hint)];
  }
  const { where, parameters } = retractableFacts(what);
  const rows = await db.query<{ id: string }>(`select f.message_id as id from facts f where ${where}`, parameters);
  const known = new Set(rows.map((row) => row.id));
  return what.messageIds.flatMap((id, index) => {
    if (known.has(id)) return [];
    const message = `There is no activity '${id}' of the source '${source}'${yours}.`;
    return [
      userError('NOT_FOUND', ['messageIds', `${index}`], message, 'Source and messageId are those of its record.'),
    ];
  });
}
