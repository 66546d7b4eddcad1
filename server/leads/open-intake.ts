import type pg from 'pg';
import { transaction } from '../db/transaction.js';
import { CallerError } from '../errors.js';
import type { Releases } from '../releases/open-releases.js';
import { isOvertaken, isPoison } from './intake/is-poison.js';
import type { Item, ItemOutcome } from './intake/item.js';
import { writeGroup } from './intake/write-group.js';

/** The one queue of a process through which everything that changes a lead goes. */
export interface Intake {
  readonly releases: Releases;
  /** Most items in one request. */
  readonly maxBatch: number;
  /** To be called after a commit that changed leads beside the queue, so that its events are told at once. */
  readonly afterCommit: () => void;
  /** Writes items together and answers each, or with the error that kept it from being written. */
  submit(items: readonly Item[]): Promise<(ItemOutcome | Error)[]>;
  /** Items waiting or being written. */
  depth(): number;
  /** Resolves once nothing waits and nothing is being written. */
  idle(): Promise<void>;
  /** Takes nothing more (later calls reject with OVERLOADED) and resolves once what was taken is answered. */
  close(): Promise<void>;
}

interface Request {
  items: readonly Item[];
  resolve: (outcomes: (ItemOutcome | Error)[]) => void;
}

const GROUP = 1_000;
/** Measured: one group writes while the next gathers; a third only waits for the locks of the two. */
const IN_FLIGHT = 2;
/** Of one item alone that others keep being faster than, each time five transactions. */
const ATTEMPTS = 20;

/** Opens the queue; `afterCommit` is called after every commit. A request is never divided between groups. */
export function openIntake(parts: {
  pool: pg.Pool;
  releases: Releases;
  afterCommit: () => void;
  /** ACCORD_MAX_BATCH; 1,000 when absent. */
  maxBatch?: number;
  /** Hears of surprises: an item that cannot be written for a reason nobody foresaw. */
  onError?: (error: unknown) => void;
}): Intake {
  const { pool, releases, afterCommit, onError } = parts;
  const waiting: Request[] = [];
  const idle: (() => void)[] = [];
  let inFlight = 0;
  let depth = 0;
  let closed = false;

  function pump(): void {
    while (inFlight < IN_FLIGHT && waiting.length > 0) {
      inFlight++;
      void flush(takeGroup(waiting)).finally(() => {
        inFlight--;
        pump();
      });
    }
    if (inFlight === 0) for (const resolve of idle.splice(0)) resolve();
  }

  async function flush(requests: Request[]): Promise<void> {
    const outcomes = await write(requests.flatMap((request) => request.items));
    let position = 0;
    for (const { items, resolve } of requests) {
      resolve(outcomes.slice(position, position + items.length));
      position += items.length;
      depth -= items.length;
    }
  }

  /** A statement that fails is retried in halves: one caller's poison never fails another's. */
  async function write(items: readonly Item[], attempt = 1): Promise<(ItemOutcome | Error)[]> {
    try {
      const outcomes = await transaction(pool, 'system', (tx) => writeGroup(tx, releases, items));
      afterCommit();
      return outcomes;
    } catch (error) {
      if (items.length === 1 && isOvertaken(error) && attempt < ATTEMPTS) return write(items, attempt + 1);
      if (items.length === 1 || !isPoison(error)) {
        onError?.(error);
        return items.map(() => error as Error);
      }
      const half = Math.ceil(items.length / 2);
      return [...(await write(items.slice(0, half))), ...(await write(items.slice(half)))];
    }
  }

  const whenIdle = () => new Promise<void>((resolve) => (depth === 0 ? resolve() : void idle.push(resolve)));
  return {
    releases,
    maxBatch: parts.maxBatch ?? GROUP,
    afterCommit,
    submit(items) {
      if (closed) return Promise.reject(new CallerError('OVERLOADED', 'The server is stopping: try again.'));
      if (items.length === 0) return Promise.resolve([]);
      depth += items.length;
      return new Promise((resolve) => {
        waiting.push({ items, resolve });
        pump();
      });
    },
    depth: () => depth,
    idle: whenIdle,
    close() {
      closed = true;
      return whenIdle();
    },
  };
}

function takeGroup(waiting: Request[]): Request[] {
  let size = 0;
  let count = 0;
  for (const { items } of waiting) {
    if (count > 0 && size + items.length > GROUP) break;
    size += items.length;
    count++;
  }
  return waiting.splice(0, count);
}
