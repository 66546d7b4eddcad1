import { describe, expect, it } from '@jest/globals';
import type { History } from '../../faults/check-history.js';
import { checkHistory } from '../../faults/check-history.js';

/** A lead that went from lead to mql to sql, and one that was only made; all told, one follower from the start. */
function clean(): History {
  const log = [
    { id: 't1', cursor: 'c1', lead: 'a', from: null, to: 'lead' },
    { id: 't2', cursor: 'c2', lead: 'b', from: null, to: 'lead' },
    { id: 'x1', cursor: 'c3', lead: 'a' },
    { id: 't3', cursor: 'c4', lead: 'a', from: 'lead', to: 'mql' },
  ];
  return {
    log,
    acked: [
      { sentAt: 0, answeredAt: 5, eventIds: ['t1'] },
      { sentAt: 1, answeredAt: 9, eventIds: ['t2'] },
      { sentAt: 10, answeredAt: 12, eventIds: ['x1', 't3'] },
    ],
    facts: [{ lead: 'a', messageId: 'm1' }],
    leads: [
      { id: 'a', stage: 'mql', messageIds: ['m1'] },
      { id: 'b', stage: 'lead', messageIds: [] },
    ],
    subscribers: [
      {
        after: 'c1',
        checkpoints: [{ frames: 1, cursor: 'c2' }],
        frames: [
          { id: 't2', cursor: 'c2', previous: 'c1' },
          { id: 'x1', cursor: 'c3', previous: 'c2' },
          { id: 't3', cursor: 'c4', previous: 'c3' },
        ],
      },
    ],
  };
}

describe('checkHistory', () => {
  it('finds nothing in a clean history', () => expect(checkHistory(clean())).toEqual([]));

  const faults: Record<string, [RegExp, (history: History) => void]> = {
    'an acknowledged event that is lost': [/acknowledged and is not/, ({ log }) => log.splice(1, 1)],
    'an event twice': [/twice/, ({ log }) => log.push(log[1] as History['log'][number])],
    'two that swapped places': [/before one that was answered/, ({ log }) => log.push(...log.splice(0, 2))],
    'a stage that does not follow': [/was in lead/, ({ log }) => Object.assign(log[3] as object, { from: 'sql' })],
    'a lead that is elsewhere': [
      /the log says mql/,
      ({ leads }) => Object.assign(leads[0] as object, { stage: 'sql' }),
    ],
    'a fact that is lost': [/is there 0 times/, ({ leads }) => leads[0]?.messageIds.pop()],
    'a fact twice': [/is there 2 times/, ({ leads }) => leads[0]?.messageIds.push('m1')],
    'a follower that missed one': [/frame 1/, ({ subscribers }) => subscribers[0]?.frames.splice(1, 1)],
    'a follower that heard one twice': [
      /frame 2/,
      ({ subscribers: [one] }) => one?.frames.splice(1, 0, one.frames[1] as (typeof one.frames)[number]),
    ],
    'a follower that missed the end': [/took 2 of 3/, ({ subscribers }) => subscribers[0]?.frames.pop()],
    'a chain of cursors that breaks': [
      /names c1 before it/,
      ({ subscribers }) => Object.assign(subscribers[0]?.frames[2] as object, { previous: 'c1' }),
    ],
  };
  it.each(Object.keys(faults))('finds %s', (name) => {
    const [sentence, plant] = faults[name] as (typeof faults)[string];
    const history = clean();
    plant(history);
    expect(checkHistory(history).join('\n')).toMatch(sentence);
  });
});
