import type { Happening } from '../../../core/definitions/sla/matches-trigger.js';
import { sweepClock } from '../../../core/definitions/sla/sweep-clock.js';
import type { SlaTerms } from '../../../core/definitions/sla/terms.js';
import type { Timeline } from '../../../core/scoring/timeline.js';
import { newId } from '../../db/new-id.js';
import type { Handoff } from '../../entities/handoff.entity.js';
import type { SlaClock } from '../../entities/sla-clock.entity.js';
import type { Release } from '../../releases/release.js';
import { stepClocks } from '../../slas/step-clocks.js';
import { termsOf } from '../../slas/terms-of.js';
import { afterStep, toClock } from '../../slas/to-clock.js';
import type { DemoStep } from './make-handoffs.js';

/** A demo lead with all that happened to it. */
export interface DemoStory {
  id: string;
  timeline: Timeline;
  ownerId: string | null;
  path: readonly DemoStep[];
  handoffs: readonly Handoff[];
}

const ANSWERS = { ACCEPTED: 'accepted', REJECTED: 'rejected', EXPIRED: 'expired' } as const;

/**
 * The clocks of a demo lead, started and stopped when it happened. Those that still run are looked after until `until`;
 * what they say later is left to the server.
 */
export function makeClocks(release: Release, story: DemoStory, until: Date): SlaClock[] {
  const ended: SlaClock[] = [];
  let open: SlaClock[] = [];
  const termsOfClock = ({ policy }: Pick<SlaClock, 'policy'>): SlaTerms | undefined => termsOf(release).get(policy);
  for (const { at, happening, handoff } of happeningsOf(story)) {
    const context = { release, termsOfClock, at, makeId: () => newId('clock', at.getTime()) };
    const told = { happening, occurredAt: null, actor: 'system' };
    const lead = { id: story.id, timeline: story.timeline, ownerId: story.ownerId, handoff, happenings: [told] };
    const changed = stepClocks(context, lead, open).map((change) => change.clock);
    const ids = new Set(changed.map((clock) => clock.id));
    const all = [...open.filter((clock) => !ids.has(clock.id)), ...changed];
    ended.push(...all.filter(hasEnded));
    open = all.filter((clock) => !hasEnded(clock));
  }
  const looked = open.map((clock) => {
    const terms = termsOfClock(clock);
    return terms ? afterStep(terms, clock, sweepClock(terms, toClock(clock), until.getTime())) : clock;
  });
  return [...ended, ...looked];
}

function hasEnded({ state }: SlaClock): boolean {
  return state === 'MET' || state === 'MET_LATE' || state === 'CANCELLED';
}

interface Dated {
  at: Date;
  happening: Happening;
  handoff: Handoff | null;
}

function happeningsOf({ path, handoffs, timeline }: DemoStory): Dated[] {
  const happenings: Dated[] = timeline.activities.map(({ occurredAt, type, properties }) => ({
    at: new Date(occurredAt),
    happening: { kind: 'activity', type, properties },
    handoff: null,
  }));
  for (const { id, from, to, at } of path) {
    if (from !== null) happenings.push({ at, happening: { kind: 'leave', stage: from }, handoff: null });
    const handoff = handoffs.find((one) => one.transitionId === id) ?? null;
    happenings.push({ at, happening: { kind: 'enter', stage: to }, handoff });
    if (handoff) happenings.push({ at, happening: { kind: 'handoff', what: 'opened' }, handoff });
  }
  for (const handoff of handoffs) {
    const what = ANSWERS[handoff.state as keyof typeof ANSWERS];
    if (what && handoff.decidedAt) {
      happenings.push({ at: handoff.decidedAt, happening: { kind: 'handoff', what }, handoff });
    }
  }
  return happenings.sort((a, b) => a.at.getTime() - b.at.getTime());
}
