import { challengersOf } from '../../../core/definitions/challengers/challengers-of.js';
import { creationFact } from '../../../core/definitions/creation-fact.js';
import type { Tx } from '../../db/database.js';
import type { Release } from '../../releases/release.js';
import type { GroupLead } from '../intake/follow-group.js';
import type { NewFact } from '../intake/insert-facts.js';
import { factKey, loadFacts } from '../intake/load-facts.js';
import { dropShadows } from './drop-shadows.js';
import { type FollowedShadow, followShadow, type ShadowedLead } from './follow-shadow.js';
import { listRunning } from './list-running.js';
import { errorName, type Gap, recordGaps } from './record-gaps.js';
import type { RunningChallenger } from './running-challenger.js';
import { saveShadows } from './save-shadows.js';
import { loadShadows, type Shadow } from './shadow.js';
import { shadowSteps } from './shadow-steps.js';

/** What of a group of followed leads challengers go by; the leads are locked and written. */
export interface FollowedGroup {
  leads: readonly GroupLead[];
  facts: readonly NewFact[];
  laterFacts: readonly NewFact[];
  ids: ReadonlyMap<string, number>;
  /** Leads that took others in, and those that were taken in. */
  merged: ReadonlySet<string>;
  absorbed: ReadonlyMap<string, string>;
}

/** No statement of a challenger waits longer than this for a lock, or runs longer than that. */
const LIMITS = `set local lock_timeout = '500ms'; set local statement_timeout = '5s'`;
const NO_LIMITS = 'set local lock_timeout = 0; set local statement_timeout = 0';

/**
 * Lets the challengers of a release score what was just scored, beside it. Nothing of theirs touches the live answer: what
 * they read and write is a savepoint of its own with deadlines; a lead one fails at is counted and made anew later.
 */
export async function followChallengers(tx: Tx, release: Release, group: FollowedGroup): Promise<void> {
  if (release.compiled.challengers.length === 0 || group.leads.length === 0) return;
  let running: readonly RunningChallenger[] = [];
  await attempt(
    tx,
    async () => {
      running = await listRunning(tx, release);
      if (running.length > 0) await recordGaps(tx, await followAll(tx, release, group, running));
    },
    async (error) => {
      const failed = running.flatMap(({ id }) =>
        group.leads.map((lead): Gap => ({ challengerId: id, leadId: lead.id, error: errorName(error) })),
      );
      await attempt(
        tx,
        () => recordGaps(tx, failed),
        async () => undefined,
      );
    },
  );
}

/** Does `work` so that its failure undoes nothing else, and `otherwise` then. */
async function attempt(tx: Tx, work: () => Promise<void>, otherwise: (error: unknown) => Promise<void>): Promise<void> {
  await tx.query(`savepoint challengers; ${LIMITS}`);
  try {
    await work();
    await tx.query(`release savepoint challengers; ${NO_LIMITS}`);
  } catch (error) {
    await tx.query('rollback to savepoint challengers; release savepoint challengers');
    await otherwise(error);
  }
}

async function followAll(
  tx: Tx,
  release: Release,
  group: FollowedGroup,
  running: readonly RunningChallenger[],
): Promise<Gap[]> {
  const leadIds = [...group.leads.map((lead) => lead.id), ...group.absorbed.keys()];
  const stored = await loadShadows(
    tx,
    running.map((one) => one.id),
    leadIds,
  );
  const before = new Map(stored.map((shadow) => [`${shadow.challengerId} ${shadow.leadId}`, shadow]));
  const followed: FollowedShadow[] = [];
  const lacking: { challenger: RunningChallenger; lead: ShadowedLead }[] = [];
  const gaps: Gap[] = [];
  const dropped = stored.filter(({ leadId }) => group.absorbed.has(leadId));

  const take = (challenger: RunningChallenger, lead: ShadowedLead): void => {
    try {
      const result = followShadow(challenger, lead);
      if (result) followed.push(result);
      else lacking.push({ challenger, lead });
    } catch (error) {
      gaps.push({ challengerId: challenger.id, leadId: lead.id, error: errorName(error) });
    }
  };

  for (const challenger of running) {
    for (const lead of group.leads) {
      const shadow = before.get(`${challenger.id} ${lead.id}`) ?? null;
      const decided = challengersOf(release.tree.lifecycle.challengers, lead);
      if (decided.some(({ against }) => against === challenger.definition.against)) {
        if (shadow) dropped.push(shadow);
      } else if (keepsPace(lead, shadow) && !group.merged.has(lead.id))
        take(challenger, shadowedLead(release, lead, shadow));
      else if (shadow || challenger.scoredAt) gaps.push({ challengerId: challenger.id, leadId: lead.id, error: null });
    }
  }
  if (lacking.length > 0) {
    const written = [...group.facts, ...group.laterFacts].flatMap((fact) => group.ids.get(factKey(fact)) ?? []);
    const { ofLead } = await loadFacts(
      tx,
      [...new Set(lacking.map(({ lead }) => lead.id))],
      undefined,
      new Set(written),
    );
    for (const { challenger, lead } of lacking.splice(0)) {
      take(challenger, { ...lead, facts: [creationFact(lead.id, lead.createdAt), ...(ofLead.get(lead.id) ?? [])] });
    }
  }
  await dropShadows(tx, dropped);
  await saveShadows(tx, followed);
  return gaps;
}

/** A new lead has nothing to keep pace with; any other was written together with its shadow the last time, or it is behind. */
function keepsPace({ state }: GroupLead, shadow: Shadow | null): boolean {
  return state === null || (shadow !== null && shadow.liveAt?.getTime() === state.evaluatedAt?.getTime());
}

function shadowedLead(release: Release, lead: GroupLead, before: Shadow | null): ShadowedLead {
  const { id, createdAt, drawnBy, known, followed } = lead;
  const handoff = release.tree.lifecycle.stages.find((stage) => stage.handoff)?.key;
  const handed = followed.effects.find((effect) => effect.kind === 'transition' && effect.to === handoff);
  const steps = shadowSteps(lead.steps, followed).map((step) =>
    step.kind === 'look' && step.cause === 'PROMOTION' && before?.release === release.number
      ? { ...step, cause: 'TIME' as const }
      : step,
  );
  return {
    ...{ id, createdAt, drawnBy, before, steps, facts: known },
    release: release.number,
    liveAt: new Date(followed.evaluatedAt),
    handedAt: handed?.kind === 'transition' ? handed.occurredAt : null,
  };
}
