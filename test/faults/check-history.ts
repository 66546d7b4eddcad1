/** What an answered mutation named: its events' ids, and when it was sent and answered (ms, one clock). */
export interface Acked {
  sentAt: number;
  answeredAt: number;
  eventIds: string[];
}

/** An event as `events` shows it. */
export interface Logged {
  id: string;
  cursor: string;
  lead: string | null;
  /** Of a stage transition. */
  from?: string | null;
  to?: string;
}

/** What one subscriber took, over all its connections, from `after` on. */
export interface Taken {
  after: string;
  frames: { id: string; cursor: string; previous: string }[];
  /** Cursors of checkpoints, by the number of frames taken before each. */
  checkpoints: { frames: number; cursor: string }[];
}

/** All that a run of clients against one installation has seen. */
export interface History {
  acked: Acked[];
  /** Every fact an answer accepted or called a duplicate, by lead. */
  facts: { lead: string; messageId: string }[];
  log: Logged[];
  subscribers: Taken[];
  leads: { id: string; stage: string; messageIds: string[] }[];
}

const TOLD = 20;

/**
 * Judges a history: every acked event once in the log, in real-time order; stages of a lead follow each other and end
 * where the lead is; every fact once; every subscriber took a contiguous slice. Returns the first problems, in sentences.
 */
export function checkHistory(history: History): string[] {
  const places = new Map<string, number>();
  const problems: string[] = [];
  for (const [place, event] of history.log.entries()) {
    if (places.has(event.id)) problems.push(`event ${event.id} is in the log twice`);
    places.set(event.id, place);
  }
  problems.push(
    ...checkAcked(history.acked, places),
    ...checkStages(history),
    ...checkFacts(history),
    ...history.subscribers.flatMap((subscriber, i) => checkSlice(`subscriber ${i}`, subscriber, history.log)),
  );
  return problems.slice(0, TOLD);
}

function checkAcked(acked: readonly Acked[], places: ReadonlyMap<string, number>): string[] {
  const problems: string[] = [];
  const bySending = acked.toSorted((a, b) => a.sentAt - b.sentAt);
  const byAnswer = acked.toSorted((a, b) => a.answeredAt - b.answeredAt);
  let answered = 0;
  let latest = -1;
  for (const each of bySending) {
    for (; (byAnswer[answered]?.answeredAt ?? Infinity) < each.sentAt; answered++) {
      latest = Math.max(latest, ...(byAnswer[answered] as Acked).eventIds.map((id) => places.get(id) ?? -1));
    }
    for (const id of each.eventIds) {
      const place = places.get(id);
      if (place === undefined) problems.push(`event ${id} was acknowledged and is not in the log`);
      else if (place < latest) problems.push(`event ${id} lies before one that was answered before it was asked for`);
    }
  }
  return problems;
}

function checkStages({ log, leads }: History): string[] {
  const problems: string[] = [];
  const stages = new Map<string, string | null>();
  for (const { id, lead, from, to } of log) {
    if (lead === null || to === undefined) continue;
    const before = stages.get(lead) ?? null;
    if (before !== (from ?? null)) problems.push(`transition ${id} leaves ${from}, its lead was in ${before}`);
    stages.set(lead, to);
  }
  for (const { id, stage } of leads) {
    if (stages.get(id) !== stage) problems.push(`lead ${id} is in ${stage}, the log says ${stages.get(id)}`);
  }
  return problems;
}

function checkFacts({ facts, leads }: History): string[] {
  const kept = new Map(leads.map(({ id, messageIds }) => [id, messageIds]));
  return [...new Map(facts.map((fact) => [fact.messageId, fact])).values()].flatMap(({ lead, messageId }) => {
    const times = kept.get(lead)?.filter((each) => each === messageId).length ?? 0;
    return times === 1 ? [] : [`fact ${messageId} of lead ${lead} was accepted and is there ${times} times`];
  });
}

function checkSlice(name: string, { after, frames, checkpoints }: Taken, log: readonly Logged[]): string[] {
  const start = log.findIndex((event) => event.cursor === after) + 1;
  const problems: string[] = [];
  let last = after;
  for (const [i, frame] of frames.entries()) {
    last = checkpoints.findLast((each) => each.frames === i)?.cursor ?? last;
    if (frame.previous !== last) problems.push(`${name}: frame ${i} names ${frame.previous} before it, it was ${last}`);
    if (frame.id !== log[start + i]?.id)
      problems.push(`${name}: frame ${i} is ${frame.id}, the log has ${log[start + i]?.id}`);
    last = frame.cursor;
  }
  if (start + frames.length < log.length)
    problems.push(`${name} took ${frames.length} of ${log.length - start} events`);
  return problems.slice(0, 3);
}
