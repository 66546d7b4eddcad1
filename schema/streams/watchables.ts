import type { Db } from '../../server/db/database.js';
import { listJobVersions } from '../../server/jobs/list-job-versions.js';
import { listLeadVersions } from '../../server/leads/list-lead-versions.js';
import { listPullVersions } from '../../server/pulls/list-pull-versions.js';

/** How something stands: `version` is another text whenever what is shown of it is; `ended`, when it will not change again. */
export interface WatchedVersion {
  id: string;
  version: string;
  ended?: boolean;
}

/** A kind of thing that is followed although it is not in the log. */
export interface Watchable {
  /** As a sentence calls it: `lead`. */
  name: string;
  /** What its field's arguments name. */
  idOf(args: Readonly<Record<string, unknown>>): string;
  /** How those of `ids` there are stand now: one query for all that are watched, every 500 ms. */
  versions(db: Db, ids: readonly string[]): Promise<WatchedVersion[]>;
  /** Whether a subscriber is told at once how it stands, before anything changes. */
  tellsFirst: boolean;
}

/** The subscriptions that are no streams of the log. Their fields are executed with `{ id }` as the root value. */
export const watchables: ReadonlyMap<string, Watchable> = new Map([
  [
    'leadChanged',
    { name: 'lead', idOf: (args) => String(args['id']), versions: listLeadVersions, tellsFirst: false } as Watchable,
  ],
  [
    'jobProgressed',
    { name: 'job', idOf: (args) => String(args['id']), versions: listJobVersions, tellsFirst: true } as Watchable,
  ],
  [
    'pullRequestChanged',
    {
      name: 'pull request',
      idOf: (args) => String(args['number']),
      versions: listPullVersions,
      tellsFirst: false,
    } as Watchable,
  ],
]);
