import DataLoader from 'dataloader';
import type { ApiTokenRow } from '../../server/auth/list-api-tokens.js';
import { SELECT_API_TOKENS } from '../../server/auth/list-api-tokens.js';
import type { UserRow } from '../../server/auth/list-users.js';
import { SELECT_USERS } from '../../server/auth/list-users.js';
import type { Db } from '../../server/db/database.js';
import type { Account } from '../../server/entities/account.entity.js';
import type { Crossing } from '../../server/entities/crossing.entity.js';
import type { Lead } from '../../server/entities/lead.entity.js';
import type { ModelVersion } from '../../server/entities/model-version.entity.js';
import type { Transition } from '../../server/entities/transition.entity.js';
import { findEventCursors } from '../../server/events/find-event-cursors.js';
import type { ActivityRow } from '../../server/leads/list-activities.js';
import { listModelVersions, MODEL_VERSION_COLUMNS } from '../../server/releases/list-model-versions.js';
import { SELECT_ACCOUNTS, SELECT_ACTIVITIES, SELECT_CROSSINGS, SELECT_LEADS, SELECT_TRANSITIONS } from './columns.js';
import { loadById } from './load-by-id.js';

/** Loaders of one request: everything asked for by id in one tick is one query; what is not found is null. */
export interface Loaders {
  users: DataLoader<string, UserRow | null>;
  apiTokens: DataLoader<string, ApiTokenRow | null>;
  leads: DataLoader<string, Lead | null>;
  accounts: DataLoader<string, Account | null>;
  transitions: DataLoader<string, Transition | null>;
  crossings: DataLoader<string, Crossing | null>;
  /** By public id, `act_…`. */
  activities: DataLoader<string, ActivityRow | null>;
  modelVersions: DataLoader<string, ModelVersion | null>;
  /** Versions of a model by its key, newest first. */
  versionsOf: DataLoader<string, ModelVersion[]>;
  /** Cursors of events by event id; null until the log has them. */
  cursors: DataLoader<string, string | null>;
}

/** Makes the loaders of one request. */
export function createLoaders(parts: { db: Db; installation: { epoch: number } }): Loaders {
  const { db } = parts;
  const byId = <Row extends { id: string }>(select: string) =>
    loadById((ids) => db.query<Row>(`${select} where id = any($1)`, [ids]));
  return {
    users: byId<UserRow>(SELECT_USERS),
    apiTokens: byId<ApiTokenRow>(SELECT_API_TOKENS),
    leads: byId<Lead>(SELECT_LEADS),
    accounts: byId<Account>(SELECT_ACCOUNTS),
    transitions: byId<Transition>(SELECT_TRANSITIONS),
    crossings: byId<Crossing>(SELECT_CROSSINGS),
    activities: loadById((ids) => findActivities(db, ids)),
    modelVersions: byId<ModelVersion>(`select ${MODEL_VERSION_COLUMNS} from model_versions`),
    versionsOf: new DataLoader((keys) => Promise.all(keys.map((key) => listModelVersions(db, key)))),
    cursors: new DataLoader(async (ids) => {
      const found = await findEventCursors(db, parts.installation.epoch, ids);
      return ids.map((id) => found.get(id) ?? null);
    }),
  };
}

const ACTIVITY_ID = /^act_(\d{1,18})$/;

async function findActivities(db: Db, ids: readonly string[]): Promise<ActivityRow[]> {
  const numbers = ids.flatMap((id) => ACTIVITY_ID.exec(id)?.[1] ?? []);
  if (numbers.length === 0) return [];
  return db.query<ActivityRow>(
    `${SELECT_ACTIVITIES} where id = any($1::bigint[]) and kind = 'activity' and retracted_at is null`,
    [numbers],
  );
}
