import type { Db } from '../db/database.js';
import { unsealText } from './seal-text.js';
import { urlOf } from './webhook-secret.js';

/** The Slack endpoint a notification's `channel:KEY` names, and its address; null where none is switched on under this key. */
export async function findSlackEndpoint(
  db: Db,
  pepper: string,
  key: string,
): Promise<{ id: string; url: string } | null> {
  const [row] = await db.query<{ id: string; sealedUrl: Buffer }>(
    `select id, sealed_url as "sealedUrl" from webhooks where key = $1 and format = 'SLACK' and enabled`,
    [key],
  );
  const url = row && unsealText(pepper, urlOf(row.id), row.sealedUrl);
  return row && url ? { id: row.id, url } : null;
}
