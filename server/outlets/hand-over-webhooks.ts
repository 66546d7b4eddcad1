import type { Tx } from '../db/database.js';

/** Gives the webhooks of one actor to another: those of a token that is replaced go to its successor. */
export async function handOverWebhooks(tx: Tx, from: string, to: string): Promise<void> {
  await tx.query('update webhooks set created_by = $2 where created_by = $1', [from, to]);
}
