import type { ActivityFact, Instant } from './facts.js';
import type { Frame } from './frame.js';
import { mergeActivities } from './merge-activities.js';
import { NO_ACTIVITIES, type Node } from './node.js';

/** All members hold; with no members always. */
export function allOf(members: Node[]): Node {
  return {
    ...grouped(members),
    holds: (frame) => members.every((member) => member.holds(frame)),
    detail: (frame) => members.map((member) => member.detail(frame)).join(' and ') || 'always',
    missing: (frame) => failing(members, frame).join(' and '),
  };
}

/** At least one member holds. */
export function anyOf(members: Node[]): Node {
  return {
    ...grouped(members),
    holds: (frame) => members.some((member) => member.holds(frame)),
    detail: (frame) => holding(members, frame).join(' and ') || failing(members, frame).join('; '),
    missing: (frame) => (members.length === 1 ? '' : 'any of: ') + failing(members, frame).join('; or '),
  };
}

/** No member holds. */
export function noneOf(members: Node[]): Node {
  return {
    ...grouped(members),
    ...NO_ACTIVITIES,
    readings: members.flatMap((member) => member.readings),
    holds: (frame) => !members.some((member) => member.holds(frame)),
    detail: (frame) =>
      failing(members, frame)
        .map((text) => `not: ${text}`)
        .join(' and ') || 'always',
    missing: (frame) => `must not hold: ${holding(members, frame).join(' and ')}`,
  };
}

/** At least `needed` members hold. */
export function atLeastOf(needed: number, members: Node[]): Node {
  return {
    ...grouped(members),
    holds: (frame) => members.filter((member) => member.holds(frame)).length >= needed,
    detail: (frame) => holding(members, frame).join(' and ') || 'none of the conditions holds',
    missing: (frame) => {
      const open = failing(members, frame);
      return `${members.length - open.length} of ${needed} conditions; open: ${open.join('; ')}`;
    },
  };
}

function grouped(members: Node[]): Pick<Node, 'next' | 'evidence' | 'newest' | 'ages' | 'readings'> {
  return {
    next: (frame) => members.reduce((next, member) => Math.min(next, member.next(frame)), Infinity),
    evidence: (frame): ActivityFact[] => mergeActivities(members.map((member) => member.evidence(frame))),
    newest: (frame): Instant => members.reduce((newest, member) => Math.max(newest, member.newest(frame)), -Infinity),
    ages: members.some((member) => member.ages),
    readings: members.flatMap((member) => member.readings),
  };
}

function holding(members: Node[], frame: Frame): string[] {
  return members.filter((member) => member.holds(frame)).map((member) => member.detail(frame));
}

function failing(members: Node[], frame: Frame): string[] {
  return members.filter((member) => !member.holds(frame)).map((member) => member.missing(frame));
}
