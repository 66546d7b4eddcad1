import type { DataSourceOptions } from 'typeorm';
import { Initial1763776800000 } from '../../migrations/1763776800000-initial.js';
import { HandoffsAndClocks1763780400000 } from '../../migrations/1763780400000-handoffs-and-clocks.js';
import { Webhooks1763784000000 } from '../../migrations/1763784000000-webhooks.js';
import { LeadNotes1763784060000 } from '../../migrations/1763784060000-lead-notes.js';
import { PullRequests1763784240000 } from '../../migrations/1763784240000-pull-requests.js';
import { JobsAndHolds1763784300000 } from '../../migrations/1763784300000-jobs-and-holds.js';
import { Notifications1763784360000 } from '../../migrations/1763784360000-notifications.js';
import { ScorerSnapshots1763784420000 } from '../../migrations/1763784420000-scorer-snapshots.js';
import { Impacts1763784480000 } from '../../migrations/1763784480000-impacts.js';
import { ReviewImpacts1763784540000 } from '../../migrations/1763784540000-review-impacts.js';
import { Forges1763784600000 } from '../../migrations/1763784600000-forges.js';
import { Challengers1763784900000 } from '../../migrations/1763784900000-challengers.js';
import { ReviewLevels1763785000000 } from '../../migrations/1763785000000-review-levels.js';
import { HandoffsOpened1763788000000 } from '../../migrations/1763788000000-handoffs-opened.js';
import { entities } from '../entities/index.js';

/** How TypeORM reaches the database at `url`: all entities, all migrations, nothing synchronised by itself. */
export function dataSourceOptions(url: string, extra: Record<string, unknown> = {}): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    entities,
    migrations: [
      Initial1763776800000,
      HandoffsAndClocks1763780400000,
      Webhooks1763784000000,
      LeadNotes1763784060000,
      PullRequests1763784240000,
      JobsAndHolds1763784300000,
      ScorerSnapshots1763784420000,
      Notifications1763784360000,
      Impacts1763784480000,
      ReviewImpacts1763784540000,
      ReviewLevels1763785000000,
      HandoffsOpened1763788000000,
      Challengers1763784900000,
      Forges1763784600000,
    ],
    synchronize: false,
    invalidWhereValuesBehavior: { null: 'throw', undefined: 'throw' },
    extra,
  };
}
