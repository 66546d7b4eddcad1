import { describe, expect, it } from '@jest/globals';
import { compileCalendar } from '../../../../core/definitions/business-time/calendar.js';
import { cancelClock } from '../../../../core/definitions/sla/cancel-clock.js';
import type { Clock } from '../../../../core/definitions/sla/clock.js';
import { consumedTime } from '../../../../core/definitions/sla/consumed-time.js';
import { matchesTrigger } from '../../../../core/definitions/sla/matches-trigger.js';
import { pauseClock } from '../../../../core/definitions/sla/pause-clock.js';
import { resumeClock } from '../../../../core/definitions/sla/resume-clock.js';
import { startClock } from '../../../../core/definitions/sla/start-clock.js';
import { stopClock } from '../../../../core/definitions/sla/stop-clock.js';
import { nextLook, sweepClock } from '../../../../core/definitions/sla/sweep-clock.js';
import type { SlaTerms } from '../../../../core/definitions/sla/terms.js';
import type { SlaPolicyDefinition } from '../../../../core/definitions/tree.js';
import { fc } from '../../../helpers/fast-check.js';

const HOUR = 3_600_000;
const T = Date.parse('2026-06-01T08:00:00Z');

function terms(policy: Partial<SlaPolicyDefinition> = {}): SlaTerms {
  return {
    policy: {
      key: 'review',
      label: 'Review',
      owedBy: 'sales',
      startsOn: { enter: 'mql' },
      stopsOn: [{ leave: 'mql' }],
      within: 'PT24H',
      clock: 'elapsed',
      ...policy,
    },
    calendar: null,
  };
}

const kinds = (step: { events: { kind: string }[] }) => step.events.map((event) => event.kind);

describe('a clock', () => {
  it('warns, breaches and escalates at its own instants, however late one looks', () => {
    const agreed = terms({
      warnAt: [{ before: 'PT1H' }, { percent: 50 }],
      escalate: [
        { after: 'PT0S', notify: ['owner'] },
        { after: 'PT4H', notify: ['manager'] },
      ],
    });
    const { clock } = startClock(agreed, T);
    expect(nextLook(agreed, clock)).toBe(T + 12 * HOUR);
    const { events, clock: end } = sweepClock(agreed, clock, T + 100 * HOUR);
    expect(events.map((event) => [event.kind, (event.at - T) / HOUR])).toEqual([
      ['WARNED', 12],
      ['WARNED', 23],
      ['BREACHED', 24],
      ['ESCALATED', 24],
      ['ESCALATED', 28],
    ]);
    expect(nextLook(agreed, end)).toBeNull();
    expect(sweepClock(agreed, end, T + 200 * HOUR).events).toEqual([]);
  });

  it('is met before the due instant and breached at it', () => {
    const agreed = terms();
    const { clock } = startClock(agreed, T);
    expect(kinds(stopClock(agreed, clock, T + 24 * HOUR - 1, null))).toEqual(['MET']);
    expect(kinds(stopClock(agreed, clock, T + 24 * HOUR, null))).toEqual(['BREACHED', 'MET_LATE']);
    expect(sweepClock(agreed, clock, T + 24 * HOUR - 1).events).toEqual([]);
    expect(kinds(sweepClock(agreed, clock, T + 24 * HOUR))).toEqual(['BREACHED']);
  });

  it('met late still measures the true time', () => {
    const agreed = terms();
    const breached = sweepClock(agreed, startClock(agreed, T).clock, T + 24 * HOUR).clock;
    const { clock } = stopClock(agreed, breached, T + 30 * HOUR, null);
    expect(clock.state).toBe('MET_LATE');
    expect(consumedTime(agreed, clock, T + 99 * HOUR)).toBe(30 * HOUR);
  });

  it('undoes a breach when the sender says the stop came before the due instant', () => {
    const agreed = terms();
    const breached = sweepClock(agreed, startClock(agreed, T).clock, T + 24 * HOUR).clock;
    const { clock, events } = stopClock(agreed, breached, T + 25 * HOUR, T + 20 * HOUR);
    expect(clock).toMatchObject({ state: 'MET', breachedAt: null, stoppedAt: T + 20 * HOUR });
    expect(events).toEqual([expect.objectContaining({ kind: 'MET', before: 'BREACHED', corrects: true })]);
  });

  it('cancelled or ended does not change any more', () => {
    const agreed = terms();
    const { clock } = cancelClock(startClock(agreed, T).clock, T + HOUR);
    for (const step of [
      stopClock(agreed, clock, T + 2 * HOUR, null),
      cancelClock(clock, T + 2 * HOUR),
      pauseClock(agreed, clock, T + 2 * HOUR),
      resumeClock(agreed, clock, T + 2 * HOUR),
      sweepClock(agreed, clock, T + 99 * HOUR),
    ]) {
      expect(step).toEqual({ clock, events: [] });
    }
  });

  it('keeps exactly its time over any pauses, in working time too', () => {
    const calendar = compileCalendar({
      key: 'office',
      timeZone: 'Europe/Berlin',
      week: Object.fromEntries(
        ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'].map((day) => [day, [['09:00', '17:00']]]),
      ),
    });
    const agreements = [terms(), { ...terms({ clock: 'business', within: 'PT20H' }), calendar }];
    fc.assert(
      fc.property(
        fc.constantFrom(...agreements),
        fc.array(fc.integer({ min: 1, max: 40 * 60 }), { maxLength: 12 }),
        (agreed, gaps) => {
          let clock: Clock = startClock(agreed, T).clock;
          let now = T;
          gaps.forEach((minutes, i) => {
            now += minutes * 60_000;
            clock = (i % 2 ? resumeClock(agreed, clock, now) : pauseClock(agreed, clock, now)).clock;
          });
          if (clock.state === 'PAUSED') clock = resumeClock(agreed, clock, now).clock;
          if (clock.state !== 'RUNNING') return;
          const due = clock.dueAt as number;
          expect(consumedTime(agreed, clock, due)).toBe(clock.total);
          expect(consumedTime(agreed, clock, due - 1)).toBeLessThan(clock.total);
        },
      ),
      { seed: Number(process.env['SEED'] ?? 20_261_122) },
    );
  });
});

describe('a trigger', () => {
  const always = () => true;
  it('names one kind of happening', () => {
    const activity = { kind: 'activity', type: 'call.held', properties: { minutes: 3 } } as const;
    expect(matchesTrigger({ enter: 'mql' }, { kind: 'enter', stage: 'mql' }, always)).toBe(true);
    expect(matchesTrigger({ enter: 'mql' }, { kind: 'leave', stage: 'mql' }, always)).toBe(false);
    expect(matchesTrigger({ leave: 'mql' }, { kind: 'leave', stage: 'mql' }, always)).toBe(true);
    expect(matchesTrigger({ handoff: 'rejected' }, { kind: 'handoff', what: 'expired' }, always)).toBe(false);
    expect(matchesTrigger({ assigned: true }, { kind: 'assigned' }, always)).toBe(true);
    expect(matchesTrigger({ activity: ['call.held', 'call.missed'] }, activity, always)).toBe(true);
    expect(matchesTrigger({ activity: 'call.held', where: { minutes: { above: 5 } } }, activity, () => false)).toBe(
      false,
    );
  });
});
