import DataLoader from 'dataloader';
import type { ModelQuality } from '../../core/definitions/impact/impact-report.js';
import type { Fact } from '../../core/scoring/facts.js';
import type { ApiTokenRow } from '../../server/auth/list-api-tokens.js';
import { SELECT_API_TOKENS } from '../../server/auth/list-api-tokens.js';
import type { UserRow } from '../../server/auth/list-users.js';
import { SELECT_USERS } from '../../server/auth/list-users.js';
import type { Db } from '../../server/db/database.js';
import type { Account } from '../../server/entities/account.entity.js';
import type { Crossing } from '../../server/entities/crossing.entity.js';
import type { Handoff } from '../../server/entities/handoff.entity.js';
import type { Lead } from '../../server/entities/lead.entity.js';
import type { LeadNote } from '../../server/entities/lead-note.entity.js';
import type { LeadScore } from '../../server/entities/lead-score.entity.js';
import type { ModelVersion } from '../../server/entities/model-version.entity.js';
import type { SlaClock } from '../../server/entities/sla-clock.entity.js';
import type { Suggestion } from '../../server/entities/suggestion.entity.js';
import type { Transition } from '../../server/entities/transition.entity.js';
import { findEventCursors } from '../../server/events/find-event-cursors.js';
import { findJobs, type JobRow } from '../../server/jobs/find-jobs.js';
import { findLeads } from '../../server/leads/find-lead.js';
import { type FoundVersion, findVersion } from '../../server/leads/find-version.js';
import type { LeadIdentity } from '../../server/leads/intake/item.js';
import { identityKey, loadDirectory } from '../../server/leads/intake/load-directory.js';
import { ACCOUNT_COLUMNS } from '../../server/leads/list-accounts.js';
import { type ActivityRow, findActivities, listFirstActivities } from '../../server/leads/list-activities.js';
import { findCrossings, listFirstCrossings } from '../../server/leads/list-crossings.js';
import { listHandoffsOf } from '../../server/leads/list-handoffs.js';
import { findTransitions, listFirstTransitions } from '../../server/leads/list-transitions.js';
import { type LeadTimeline, loadTimelines } from '../../server/leads/load-timeline.js';
import { type AccountFigures, readAccountFigures } from '../../server/leads/read-account-figures.js';
import type { VersionRef } from '../../server/leads/score.js';
import { findHandoffs } from '../../server/lifecycle/find-handoffs.js';
import { findSuggestions } from '../../server/lifecycle/find-suggestions.js';
import { listNotes } from '../../server/lifecycle/list-notes.js';
import type { FoundChallenger } from '../../server/pulls/challengers/find-challenger.js';
import { readCounts } from '../../server/pulls/challengers/read-counts.js';
import { readQuality } from '../../server/pulls/challengers/read-quality.js';
import { findPullsByCommit } from '../../server/pulls/find-pulls-by-commit.js';
import type { PullRow } from '../../server/pulls/pull-row.js';
import {
  listModelVersions,
  MODEL_VERSION_COLUMNS,
  type VersionName,
} from '../../server/releases/list-model-versions.js';
import type { Releases } from '../../server/releases/open-releases.js';
import { findClocks, findClocksOfHandoffs, listClocksOf } from '../../server/slas/find-clocks.js';
import { findScores } from './find-scores.js';
import { listExternalIds } from './list-external-ids.js';
import { loadById } from './load-by-id.js';
import { type FirstPages, loadFirstPages } from './load-first-pages.js';
import { readClock } from './read-clock.js';

/** Loaders of one request: everything asked for by id in one tick is one query; what is not found is null. */
export interface Loaders {
  users: DataLoader<string, UserRow | null>;
  apiTokens: DataLoader<string, ApiTokenRow | null>;
  leads: DataLoader<string, Lead | null>;
  accounts: DataLoader<string, Account | null>;
  accountFigures: DataLoader<string, AccountFigures>;
  transitions: DataLoader<string, Transition | null>;
  crossings: DataLoader<string, Crossing | null>;
  firstTransitions: FirstPages<Transition>;
  firstCrossings: FirstPages<Crossing>;
  firstActivities: FirstPages<ActivityRow>;
  /** Pull requests by the commit their merge made. */
  pullsByCommit: DataLoader<string, PullRow | null>;
  handoffs: DataLoader<string, Handoff | null>;
  /** All handoffs of a lead, oldest first, by lead id. */
  handoffsOf: DataLoader<string, Handoff[]>;
  /** What waits for a person, by lead id. */
  suggestions: DataLoader<string, Suggestion | null>;
  slaClocks: DataLoader<string, SlaClock | null>;
  /** All clocks of a lead, in the order of their start, by lead id. */
  slaClocksOf: DataLoader<string, SlaClock[]>;
  /** The clock of a handoff's answer, by handoff id. */
  slaClockOfHandoff: DataLoader<string, SlaClock | null>;
  /** What people wrote, oldest first, by lead id. */
  notesOf: DataLoader<string, LeadNote[]>;
  /** By public id, `act_…`. */
  activities: DataLoader<string, ActivityRow | null>;
  modelVersions: DataLoader<string, ModelVersion | null>;
  jobs: DataLoader<string, JobRow | null>;
  /** Stored scores by lead id. */
  scores: DataLoader<string, LeadScore | null>;
  /** Ids in other systems by lead id. */
  externalIds: DataLoader<string, { system: string; value: string }[]>;
  /** All facts of a lead, its accounts' included, by lead id. */
  facts: { load(leadId: string): Promise<readonly Fact[]> };
  /** The same with the ids of their rows; null where there is no such lead. */
  timelines: DataLoader<string, LeadTimeline | null>;
  /** Ids of leads by one of their names; of a merged one that of the lead it was merged into. */
  leadIds: DataLoader<LeadIdentity, string | null, string>;
  /** Versions ready to run, by how they are named. */
  versions: DataLoader<VersionRef, FoundVersion | null>;
  /** The database clock when first asked. */
  now(): Promise<Date>;
  /** Versions of a model by their name, newest first. */
  versionsNamed: DataLoader<VersionName, ModelVersion[], string>;
  /** How a challenger does: a list of models has it twice, for itself and for the model it is tried against. */
  challengerCounts: DataLoader<FoundChallenger, { scored: number; errors: number }, string>;
  challengerQuality: DataLoader<FoundChallenger, ModelQuality[], string>;
  /** Cursors of events by event id; null until the log has them. */
  cursors: DataLoader<string, string | null>;
}

/** Makes the loaders of one request. */
export function createLoaders(parts: { db: Db; installation: { epoch: number }; releases: Releases }): Loaders {
  const { db, releases } = parts;
  const byId = <Row extends { id: string }>(select: string) =>
    loadById((ids) => db.query<Row>(`${select} where id = any($1)`, [ids]));
  const timelines = new DataLoader<string, LeadTimeline | null>(async (leadIds) => {
    const { ofLead, ids } = await loadTimelines(db, leadIds);
    return leadIds.map((id) => {
      const facts = ofLead.get(id);
      return facts ? { facts, ids } : null;
    });
  });
  const byChallenger = <Read>(read: (challenger: FoundChallenger) => Promise<Read>) =>
    new DataLoader<FoundChallenger, Read, string>((found) => Promise.all(found.map(read)), {
      cacheKeyFn: ({ id }) => id,
    });
  let clock: Promise<Date> | undefined;
  return {
    users: byId<UserRow>(SELECT_USERS),
    apiTokens: byId<ApiTokenRow>(SELECT_API_TOKENS),
    leads: new DataLoader((ids) => findLeads(db, ids)),
    accounts: byId<Account>(`select ${ACCOUNT_COLUMNS} from accounts a`),
    accountFigures: new DataLoader((ids) => readAccountFigures(db, ids)),
    transitions: new DataLoader((ids) => findTransitions(db, ids)),
    crossings: new DataLoader((ids) => findCrossings(db, ids)),
    firstTransitions: loadFirstPages((ids, size) => listFirstTransitions(db, ids, size)),
    firstCrossings: loadFirstPages((ids, size) => listFirstCrossings(db, ids, size)),
    firstActivities: loadFirstPages((ids, size) => listFirstActivities(db, ids, size)),
    pullsByCommit: new DataLoader((commits) => findPullsByCommit(db, commits)),
    handoffs: new DataLoader((ids) => findHandoffs(db, ids)),
    handoffsOf: new DataLoader((ids) => listHandoffsOf(db, ids)),
    suggestions: new DataLoader((ids) => findSuggestions(db, ids)),
    slaClocks: new DataLoader((ids) => findClocks(db, ids)),
    slaClocksOf: new DataLoader((ids) => listClocksOf(db, ids)),
    slaClockOfHandoff: new DataLoader((ids) => findClocksOfHandoffs(db, ids)),
    notesOf: new DataLoader((ids) => listNotes(db, ids)),
    activities: new DataLoader((ids) => findActivities(db, ids)),
    jobs: new DataLoader((ids) => findJobs(db, ids)),
    modelVersions: byId<ModelVersion>(`select ${MODEL_VERSION_COLUMNS} from model_versions`),
    scores: new DataLoader((ids) => findScores(db, ids)),
    externalIds: new DataLoader((ids) => listExternalIds(db, ids)),
    facts: { load: async (id) => (await timelines.load(id))?.facts ?? [] },
    timelines,
    leadIds: new DataLoader(
      async (identities) => {
        const known = await loadDirectory(db, identities);
        return identities.map((identity) => known.get(identityKey(identity))?.id ?? null);
      },
      { cacheKeyFn: identityKey },
    ),
    versions: new DataLoader((named) => Promise.all(named.map((one) => findVersion(db, releases, one)))),
    challengerCounts: byChallenger((found) => readCounts(db, found)),
    challengerQuality: byChallenger((found) => readQuality(db, releases.live(), found)),
    now() {
      clock ??= readClock(db);
      return clock;
    },
    versionsNamed: new DataLoader((names) => listModelVersions(db, names), {
      cacheKeyFn: ({ key, version }) => `${key} ${version}`,
    }),
    cursors: new DataLoader(async (ids) => {
      const found = await findEventCursors(db, parts.installation.epoch, ids);
      return ids.map((id) => found.get(id) ?? null);
    }),
  };
}
