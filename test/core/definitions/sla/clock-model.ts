import { compileCalendar } from '../../../../core/definitions/business-time/calendar.js';
import { cancelClock } from '../../../../core/definitions/sla/cancel-clock.js';
import type { Clock, ClockEvent, ClockStep } from '../../../../core/definitions/sla/clock.js';
import { consumedTime } from '../../../../core/definitions/sla/consumed-time.js';
import { pauseClock } from '../../../../core/definitions/sla/pause-clock.js';
import { resumeClock } from '../../../../core/definitions/sla/resume-clock.js';
import { startClock } from '../../../../core/definitions/sla/start-clock.js';
import { stopClock } from '../../../../core/definitions/sla/stop-clock.js';
import { sweepClock } from '../../../../core/definitions/sla/sweep-clock.js';
import type { SlaTerms } from '../../../../core/definitions/sla/terms.js';
import type { CalendarDefinition, SlaPolicyDefinition } from '../../../../core/definitions/tree.js';
import { fc } from '../../../helpers/fast-check.js';
import { countOpen, openMinutes, readLocalMinutes } from './local-minutes.js';
import {
  advanceReference,
  cancelReference,
  dueNow,
  pauseReference,
  type ReferenceClock,
  resumeReference,
  startReference,
  stateOf,
  stopReference,
  usedBy,
  type Wall,
} from './reference-clock.js';

const SECOND = 1_000;
const DAY = 86_400_000;
/** Days read of each window; commands stay within the first weeks, due times within the rest. */
const DAYS = 90;
const ANCHORS = { 'Europe/Berlin': ['2026-03-20', '2026-10-16'], 'America/New_York': ['2026-02-28', '2026-10-23'] };
const WEEK = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];

/** What may be done to a clock, each some seconds after the one before. */
type Command =
  | { kind: 'start' | 'pause' | 'resume' | 'reassign' | 'advance' | 'cancel'; after: number }
  | { kind: 'stop'; after: number; told: number | null }
  | { kind: 'change policy'; after: number; policy: number };

interface Place {
  terms: SlaTerms[];
  wall: Wall;
}

const within: Pick<SlaPolicyDefinition, 'within' | 'clock'>[] = [
  { within: 'PT24H', clock: 'elapsed' },
  { within: 'P1D', clock: 'elapsed' },
  { within: 'P2DT90M', clock: 'elapsed' },
  { within: 'PT1H', clock: 'business' },
  { within: 'PT20H30M', clock: 'business' },
  { within: 'P0D', clock: 'businessDay' },
  { within: 'P1D', clock: 'businessDay' },
  { within: 'P5D', clock: 'businessDay' },
];

const policies = within.map(
  (one, index): SlaPolicyDefinition => ({
    ...one,
    key: `p${index}`,
    label: `p${index}`,
    owedBy: 'sales',
    startsOn: { enter: 'mql' },
    stopsOn: [{ leave: 'mql' }],
    calendar: 'c',
    warnAt: index % 2 ? [{ before: 'PT1H' }, { percent: 50 }] : [{ percent: 33 }, { percent: 90 }],
    escalate: [
      { after: 'PT4H', notify: ['manager'], reassign: true },
      { after: 'PT0S', notify: ['owner'] },
    ],
  }),
);

function calendarsOf(zone: string, from: string): CalendarDefinition[] {
  const holiday = (days: number) => new Date(Date.parse(from) + days * DAY).toISOString().slice(0, 10);
  const week = (hours: [string, string][], days = WEEK) => Object.fromEntries(days.map((day) => [day, hours]));
  const split: [string, string][] = [
    ['08:00', '12:00'],
    ['13:30', '18:00'],
  ];
  const night: [string, string][] = [
    ['00:00', '03:30'],
    ['22:15', '24:00'],
  ];
  const holidays = [holiday(6), holiday(10), holiday(17)];
  return [
    { key: 'c', timeZone: zone, week: week([['09:00', '17:00']]), holidays },
    { key: 'c', timeZone: zone, week: week(split), holidays },
    { key: 'c', timeZone: zone, week: { ...week(night), sunday: [['01:15', '02:45']] }, holidays },
  ];
}

function readPlaces(): Place[] {
  return Object.entries(ANCHORS).flatMap(([zone, anchors]) =>
    anchors.flatMap((from) => {
      const minutes = readLocalMinutes(zone, from, DAYS);
      return calendarsOf(zone, from).map((definition): Place => {
        const calendar = compileCalendar(definition);
        const terms = policies.map((policy) => ({ policy, calendar }));
        const open = openMinutes(minutes, definition);
        return { terms, wall: { minutes, open, openBefore: countOpen(open) } };
      });
    }),
  );
}

const after = fc.oneof(
  fc.integer({ min: 0, max: 2 * 3600 }),
  fc.integer({ min: 0, max: 30 * 3600 }),
  fc.constant(3600),
);
const command: fc.Arbitrary<Command> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('start', 'pause', 'resume', 'pause', 'resume', 'reassign', 'advance', 'cancel'),
    after,
  }),
  fc.record({
    kind: fc.constant('stop'),
    after,
    told: fc.option(fc.integer({ min: -3600, max: 40 * 3600 }), { nil: null }),
  }),
  fc.record({ kind: fc.constant('change policy'), after, policy: fc.nat(policies.length - 1) }),
) as fc.Arbitrary<Command>;

/** The clock of the product, with the terms it was started by. */
interface Subject {
  terms: SlaTerms;
  clock: Clock;
  events: ClockEvent[];
}

function run(place: Place, first: number, start: number, commands: readonly Command[]): void {
  let policy = first;
  let now = place.wall.minutes.start + 2 * DAY + start * SECOND;
  let subject: Subject | null = null;
  let reference: ReferenceClock | null = null;
  const begin = () => {
    const terms = place.terms[policy] as SlaTerms;
    const step = startClock(terms, now);
    subject = { terms, clock: step.clock, events: step.events };
    reference = startReference(place.wall, terms.policy, now);
  };
  begin();
  for (const each of [...commands, { kind: 'advance' as const, after: 14 * 24 * 3600 }]) {
    now += each.after * SECOND;
    if (each.kind === 'change policy') policy = each.policy;
    if (each.kind === 'start' && (!reference || (reference as ReferenceClock).ended)) begin();
    if (!subject || !reference) continue;
    perform(subject, reference, each, now);
    compare(subject, reference, now);
  }
}

function perform(subject: Subject, reference: ReferenceClock, each: Command, now: number): void {
  const { terms, clock } = subject;
  const tell = (step: ClockStep) => {
    subject.clock = step.clock;
    subject.events.push(...step.events);
  };
  switch (each.kind) {
    case 'pause':
      tell(pauseClock(terms, clock, now));
      pauseReference(reference, now);
      break;
    case 'resume':
      tell(sweepClock(terms, clock, now));
      tell(resumeClock(terms, subject.clock, now));
      advanceReference(reference, now);
      resumeReference(reference, now);
      break;
    case 'stop': {
      const told = each.told === null ? null : now - each.told * SECOND;
      tell(stopClock(terms, clock, now, told));
      stopReference(reference, now, told);
      break;
    }
    case 'cancel':
      tell(sweepClock(terms, clock, now));
      tell(cancelClock(subject.clock, now));
      cancelReference(reference, now);
      break;
    default:
      // A change of the policy or of hands changes nothing of a clock that runs.
      tell(sweepClock(terms, clock, now));
      advanceReference(reference, now);
  }
}

function compare(subject: Subject, reference: ReferenceClock, now: number): void {
  const { clock, terms } = subject;
  const words = (one: { kind: string; at: number; step?: number; corrects?: boolean }) =>
    `${one.kind} ${one.step ?? ''} ${one.corrects ? 'corrects ' : ''}${new Date(one.at).toISOString()}`;
  const isOpen = clock.state === 'RUNNING' || clock.state === 'PAUSED';
  const mine = {
    state: clock.state,
    events: subject.events.map(words),
    due: isOpen ? clock.dueAt : null,
    used: consumedTime(terms, clock, now),
  };
  const its = {
    state: stateOf(reference),
    events: reference.said.map(words),
    due: isOpen ? dueNow(reference) : null,
    used: isBackdated(reference) ? mine.used : usedBy(reference, now),
  };
  const [a, b] = [JSON.stringify(mine, null, 1), JSON.stringify(its, null, 1)];
  if (a !== b) throw new Error(`at ${new Date(now).toISOString()} the clock is ${a}\nand the reference ${b}`);
}

/** Told to have stopped before its last pause or resumption: the product keeps no history of pauses to count that by. */
function isBackdated({ spans, ended }: ReferenceClock): boolean {
  const last = spans.at(-1);
  return ended !== null && last !== undefined && spans.length > 1 && ended.at < (last.to ?? last.from);
}

/** Runs so many random lives of clocks against the reference; answers the first difference in words, or null. */
export function checkClockModel(options: { runs: number; seed: number }): string | null {
  const places = readPlaces();
  const property = fc.property(
    fc.constantFrom(...places),
    fc.nat(policies.length - 1),
    fc.integer({ min: 0, max: 18 * 24 * 3600 }),
    fc.array(command, { maxLength: 12 }),
    run,
  );
  const result = fc.check(property, { numRuns: options.runs, seed: options.seed });
  if (!result.failed) return null;
  const [place, policy, start, commands] = result.counterexample ?? [];
  const where = place ? `${place.wall.minutes.zone} ${new Date(place.wall.minutes.start).toISOString()}` : '';
  const said = result.errorInstance instanceof Error ? result.errorInstance.message : '';
  return `seed ${result.seed}, ${where}, policy ${policy}, start ${start}, ${JSON.stringify(commands)}\n${said}`;
}
