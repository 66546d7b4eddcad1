import type { JsonObject } from '../../core/scoring/facts.js';
import type { Db } from '../db/database.js';
import type { ActivityFilter } from './filters.js';
import type { Page, PageRequest } from './page.js';

/** An activity as recorded; `id` is `act_…`. */
export interface ActivityRow {
  id: string;
  leadId: string;
  type: string;
  occurredAt: Date;
  receivedAt: Date;
  source: string;
  messageId: string;
  properties: JsonObject;
}

/** The activities of a lead, newest first; retracted ones are left out. */
export declare function listActivities(
  db: Db,
  leadId: string,
  request: PageRequest & { filter?: ActivityFilter | null },
): Promise<Page<ActivityRow>>;

/** Activities by public id, in the order asked; null where there is none. */
export declare function findActivities(db: Db, ids: readonly string[]): Promise<(ActivityRow | null)[]>;
