import type pg from 'pg';
import type { JsonObject } from '../../core/scoring/facts.js';
import { newId } from '../db/new-id.js';

/** Something that happened outside a transaction of its own: a refusal, a sign-in. Ids, keys and numbers only. */
export interface Trace {
  actor: string;
  action: string;
  subject: string | null;
  detail?: JsonObject;
}

/** The trail of a process: what is noted here reaches the audit log within a second. */
export interface Trail {
  /** Notes an act. The first of its kind is kept at once; repeats within `windowMs` (a minute) become one entry with their count. */
  note(trace: Trace, windowMs?: number): void;
  /** Writes what is noted and still waits. */
  flush(): Promise<void>;
  stop(): Promise<void>;
}

interface Counted {
  trace: Trace;
  repeats: number;
  until: number;
}

const FLUSH_MS = 250;
const MINUTE_MS = 60_000;
/** Kinds remembered at once: past this an attacker's variety is counted under one name. */
const KINDS = 10_000;

/**
 * Opens the trail. A flood of the same refusal costs two rows a minute, not one a request; what cannot be written now
 * is tried again with the next flush, and `onError` hears of it.
 */
export function openTrail(pool: pg.Pool, onError: (error: unknown) => void): Trail {
  const seen = new Map<string, Counted>();
  let waiting: (Trace & { at: Date })[] = [];
  let writing = Promise.resolve();

  function note(trace: Trace, windowMs = MINUTE_MS): void {
    const known = seen.size < KINDS ? trace : { ...trace, actor: 'system', subject: null, detail: {} };
    const key = JSON.stringify([known.actor, known.action, known.subject, known.detail ?? {}]);
    const counted = seen.get(key);
    if (counted && counted.until > Date.now()) {
      counted.repeats++;
      return;
    }
    if (counted) settle(counted);
    seen.set(key, { trace: known, repeats: 0, until: Date.now() + windowMs });
    waiting.push({ ...known, at: new Date() });
  }

  function settle({ trace, repeats }: Counted): void {
    if (repeats > 0) waiting.push({ ...trace, detail: { ...trace.detail, repeated: repeats }, at: new Date() });
  }

  function forgetPast(now: number): void {
    for (const [key, counted] of seen) {
      if (counted.until > now) continue;
      settle(counted);
      seen.delete(key);
    }
  }

  function flush(): Promise<void> {
    writing = writing.then(async () => {
      forgetPast(Date.now());
      if (waiting.length === 0) return;
      const batch = waiting;
      waiting = [];
      try {
        await write(pool, batch);
      } catch (error) {
        waiting = [...batch, ...waiting].slice(-KINDS);
        onError(error);
      }
    });
    return writing;
  }

  const timer = setInterval(() => void flush(), FLUSH_MS);
  timer.unref();
  return {
    note,
    flush,
    async stop() {
      clearInterval(timer);
      for (const counted of seen.values()) settle(counted);
      seen.clear();
      await flush();
    },
  };
}

async function write(pool: pg.Pool, traces: readonly (Trace & { at: Date })[]): Promise<void> {
  await pool.query(
    `insert into audit_staging (entry_id, at, actor, action, subject, detail)
     select * from unnest($1::text[], $2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::jsonb[])`,
    [
      traces.map(() => newId('audit')),
      traces.map((trace) => trace.at),
      traces.map((trace) => trace.actor),
      traces.map((trace) => trace.action),
      traces.map((trace) => trace.subject),
      traces.map((trace) => JSON.stringify(trace.detail ?? {})),
    ],
  );
}
