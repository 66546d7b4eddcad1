import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { buildSchema, parse } from 'graphql';
import { createFormatError } from '../../../schema/errors.js';
import type { StreamPlan } from '../../../schema/streams/plan-subscription.js';
import { planSubscription } from '../../../schema/streams/plan-subscription.js';
import type { FanOut } from '../../../schema/streams/start-fan-out.js';
import { startFanOut } from '../../../schema/streams/start-fan-out.js';
import type { Outlet } from '../../../schema/streams/subscriber.js';
import { createMemoryFeed } from '../../bench/fanout/memory-feed.js';
import { eventually } from '../../helpers/eventually.js';
import { seed, seededRandom } from '../../helpers/seeded-random.js';
import { LIMITS, samplePrincipal } from './open-test-streams.js';

const schema = buildSchema(`
  type Query { hello: String }
  type Event { id: ID! }
  input EventFilter { to: [String!] }
  type Subscription { events(after: String, filter: EventFilter): Event! }`);

/** What one subscription was sent, in order: the `seq` of each frame. */
interface Reader extends Outlet {
  full: boolean;
  from: number;
  to: string | null;
  seen: number[];
  broken: string[];
  close(): void;
}

describe('startFanOut', () => {
  let fanOut: FanOut;
  afterEach(() => fanOut.stop());

  it('sends every reader every matching event once, in order, however readers come, go, fill up and come back', async () => {
    const random = seededRandom(5);
    const feed = createMemoryFeed();
    const published: (string | null)[] = [null];
    const principal = samplePrincipal();
    const field = schema.getSubscriptionType()?.getFields()['events'];
    if (field) {
      field.resolve = async (event) => {
        for (let turns = Math.floor(random() * 3); turns > 0; turns--) await nextTurn();
        return event;
      };
    }
    fanOut = startFanOut({
      schema,
      feed,
      db: {
        query: async () => [],
      },
      authenticate: async () => principal,
      admit: () => ({ errors: [], spent: null }),
      createContext: () => ({}),
      formatError: createFormatError(() => undefined),
      limits: LIMITS,
    });
    const seqOf = (cursor: string) => Number(cursor.slice('cursor-'.length));

    function open(): Reader {
      const to = [null, 'a', 'b'][Math.floor(random() * 3)] ?? null;
      const from = Math.floor(random() * (feed.head + 1));
      const asked = planSubscription(schema, {
        document: parse('subscription ($to: [String!]) { events(filter: {to: $to}) { id } }'),
        operationName: null,
        variables: { to: to === null ? null : [to] },
      });
      const plan = asked as StreamPlan;
      let last = feed.cursorAt(from);
      const reader: Reader = {
        full: false,
        from,
        to,
        seen: [],
        broken: [],
        begin: () => undefined,
        flush: () => undefined,
        async drained() {
          while (reader.full) await pause(1);
        },
        next(payload, cursor) {
          const { previous } = JSON.parse(String(payload)).extensions;
          if (previous !== last) reader.broken.push(`${previous} for ${last}`);
          last = String(cursor);
          reader.seen.push(seqOf(last));
          if (random() < 0.05) reader.full = true;
        },
        checkpoint(cursor) {
          if (cursor < last) reader.broken.push(`${cursor} after ${last}`);
          last = cursor;
        },
        beat: () => undefined,
        complete: () => reader.broken.push('completed'),
        fail: (error) => reader.broken.push(String(error)),
        close() {
          leave();
          // nobody waits any longer for one that is gone
          reader.full = false;
        },
      };
      const leave = fanOut.subscribe(plan, from, principal, reader);
      return reader;
    }

    const readers: Reader[] = [];
    const gone: Reader[] = [];
    for (let round = 0; round < 1_500; round++) {
      const dice = random();
      if (dice < 0.3) {
        const to = ['a', 'b', 'c'][Math.floor(random() * 3)] as string;
        published.push(to);
        feed.publish({ to });
      } else if (dice < 0.4 && readers.length < (round % 300 < 150 ? 3 : 12)) readers.push(open());
      else if (dice < 0.5 && readers.length > 0) {
        const [reader] = readers.splice(Math.floor(random() * readers.length), 1);
        reader?.close();
        gone.push(reader as Reader);
      } else if (dice < 0.7) for (const reader of readers) reader.full &&= random() < 0.5;
      else await nextTurn();
    }
    const wanted = (reader: Reader, through: number) =>
      published.flatMap((to, seq) =>
        seq > reader.from && seq <= through && (reader.to === null || reader.to === to) ? [seq] : [],
      );
    await eventually(() => {
      for (const reader of readers) reader.full = false;
      return readers.every((reader) => reader.seen.length >= wanted(reader, feed.head).length);
    });
    for (const reader of readers) expect([seed, reader.seen]).toEqual([seed, wanted(reader, feed.head)]);
    for (const reader of gone) expect([seed, reader.seen]).toEqual([seed, wanted(reader, reader.seen.at(-1) ?? 0)]);
    expect([...readers, ...gone].flatMap((reader) => reader.broken)).toEqual([]);
    for (const reader of readers) reader.close();
    expect(fanOut.size()).toEqual({ groups: 0, subscribers: 0 });
  });
});
