import { parseDuration } from '../../scoring/duration.js';
import type { Clock, ClockEvent, ClockStep } from './clock.js';
import { addCountedTime, type SlaTerms, warningMarks } from './terms.js';

interface Due {
  kind: 'WARNED' | 'BREACHED' | 'ESCALATED';
  at: number;
  step: number;
}

/** The next instant at which time alone makes the clock say something; null when nothing is left to wait for. */
export function nextLook(terms: SlaTerms, clock: Clock): number | null {
  return nextDue(terms, clock)?.at ?? null;
}

/** What time alone has brought by `at`, in order, each at its own instant: warnings, the breach, escalation steps. */
export function sweepClock(terms: SlaTerms, clock: Clock, at: number): ClockStep {
  const events: ClockEvent[] = [];
  let now = clock;
  for (let due = nextDue(terms, now); due && due.at <= at; due = nextDue(terms, now)) {
    const before = now.state;
    if (due.kind === 'WARNED') now = { ...now, warned: now.warned + 1 };
    else if (due.kind === 'ESCALATED') now = { ...now, escalated: now.escalated + 1 };
    else now = { ...now, state: 'BREACHED', breachedAt: due.at };
    events.push({ kind: due.kind, at: due.at, before, after: now.state, step: due.step });
  }
  return { clock: now, events };
}

function nextDue(terms: SlaTerms, clock: Clock): Due | null {
  if (clock.state === 'RUNNING') {
    const breach: Due = { kind: 'BREACHED', at: clock.dueAt as number, step: 0 };
    const warning = nextWarning(terms, clock);
    return warning && warning.at < breach.at ? warning : breach;
  }
  if (clock.state !== 'BREACHED') return null;
  const step = escalationSteps(terms.policy)[clock.escalated];
  if (!step) return null;
  return { kind: 'ESCALATED', at: addCountedTime(terms, clock.breachedAt as number, step.mark), step: step.index };
}

/** Warnings are announced in order of their marks; one whose mark is past is due at once. */
function nextWarning(terms: SlaTerms, clock: Clock): Due | null {
  const next = inOrder(warningMarks(terms, clock.total))[clock.warned];
  if (next === undefined) return null;
  const since = clock.runningSince as number;
  return { kind: 'WARNED', at: addCountedTime(terms, since, next.mark - clock.consumed), step: next.index };
}

function escalationSteps({ escalate = [] }: SlaTerms['policy']): { mark: number; index: number }[] {
  return inOrder(escalate.map((step) => parseDuration(step.after)));
}

/** Steps by when they are due, each with its place in the policy, by which events name it. */
function inOrder(marks: readonly number[]): { mark: number; index: number }[] {
  return marks.map((mark, index) => ({ mark, index })).sort((a, b) => a.mark - b.mark);
}
