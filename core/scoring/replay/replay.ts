import type { CompiledModel } from '../compiled-model.js';
import type { Instant } from '../facts.js';
import { foldByOccurrence } from '../fold-by-occurrence.js';
import type { Timeline } from '../timeline-index.js';
import { columnTimeline } from './column-timeline.js';
import { type BatchReplay, compileReplay, type ReplayVisitor } from './compile-replay.js';
import type { FactColumns } from './fact-columns.js';

const compiledReplays = new WeakMap<CompiledModel, BatchReplay | { replay: null }>();

/**
 * Replays leads up to an instant as if every fact had been received when it occurred: crossings and the score in the
 * end, lead by lead, as `foldByOccurrence` has them. Batches come as columns (fast) or as timelines (with answers,
 * passes and dated attributes); nothing of a batch is kept. The visitor counts leads over all batches.
 */
export async function replay(
  compiled: CompiledModel,
  batches: Iterable<FactColumns | Timeline[]> | AsyncIterable<FactColumns | Timeline[]>,
  until: Instant,
  visit: ReplayVisitor,
): Promise<void> {
  let before = 0;
  for await (const batch of batches) {
    const counted: ReplayVisitor = (lead, value, crossings) => visit(before + lead, value, crossings);
    replayBatch(compiled, batch, until, counted);
    before += Array.isArray(batch) ? batch.length : batch.leads;
  }
}

/** Replays one batch; leads are numbered within it. */
export function replayBatch(
  compiled: CompiledModel,
  batch: FactColumns | Timeline[],
  until: Instant,
  visit: ReplayVisitor,
): void {
  if (Array.isArray(batch)) {
    batch.forEach((timeline, lead) => replayTimeline(compiled, timeline, lead, until, visit));
    return;
  }
  const fast = columnReplay(compiled);
  if (fast !== null) {
    fast(batch, until, visit);
    return;
  }
  for (let lead = 0; lead < batch.leads; lead++) {
    replayTimeline(compiled, columnTimeline(batch, lead), lead, until, visit);
  }
}

function columnReplay(compiled: CompiledModel): BatchReplay | null {
  const known = compiledReplays.get(compiled) ?? compileReplay(compiled) ?? { replay: null };
  compiledReplays.set(compiled, known);
  return typeof known === 'function' ? known : null;
}

function replayTimeline(
  compiled: CompiledModel,
  timeline: Timeline,
  lead: number,
  until: Instant,
  visit: ReplayVisitor,
): void {
  const { crossings, evaluation } = foldByOccurrence(compiled, timeline, until);
  visit(
    lead,
    evaluation.value,
    crossings.map(({ threshold, direction, at, after }) => ({ threshold, direction, at, value: after })),
  );
}
