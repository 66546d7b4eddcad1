import type { CompiledModel } from '../compiled-model.js';
import type { Instant } from '../facts.js';
import type { Micro } from '../results.js';
import { type ArrivedColumns, arrivedTables } from './arrived-columns.js';
import { linkReplay } from './compile-replay.js';
import type { Turn } from './open-turns.js';

/** Told of each lead in turn: its primary score (millionths) at the end and when its conditions turned. */
export type TurnsVisitor = (lead: number, value: Micro, turns: readonly Turn[]) => void;

/** What a model makes of many leads at once. */
export interface ColumnReplay {
  /** No activity may become known later after it happened than this, milliseconds: it would leave a window before it came. */
  longestLag: number;
  /** The first reading of conditions, and each up to `until`, in order, that is another than just before. */
  findTurns(columns: ArrivedColumns, until: Instant, visit: TurnsVisitor): void;
  /** The primary score (millionths) of each lead at an instant of its own, by all that had happened, whenever it became known. */
  valuesAt(columns: ArrivedColumns, instants: ArrayLike<Instant>): Float64Array;
}

type RunTurns = (columns: ArrivedColumns, until: Instant, visit: TurnsVisitor) => void;
type RunValues = (
  columns: ArrivedColumns,
  untils: ArrayLike<Instant>,
  visit: (lead: number, value: Micro) => void,
) => void;

const opened = new WeakMap<CompiledModel, { replay: ColumnReplay | null }>();

/** Makes a model ready; null where it needs more of a lead than its activities as they came and fixed attributes. */
export function openColumnReplay(compiled: CompiledModel): ColumnReplay | null {
  const known = opened.get(compiled);
  if (known) return known.replay;
  const replay = makeReplay(compiled);
  opened.set(compiled, { replay });
  return replay;
}

function makeReplay(compiled: CompiledModel): ColumnReplay | null {
  const turns = linkReplay<RunTurns>(compiled, 'turns', arrivedTables());
  const values = turns && linkReplay<RunValues>(compiled, 'values', arrivedTables());
  if (!turns || !values) return null;
  return {
    longestLag: Math.min(Infinity, ...turns.windows) - 1,
    findTurns: turns.run,
    valuesAt(columns, instants) {
      const found = new Float64Array(columns.leads);
      values.run(columns, instants, (lead, value) => {
        found[lead] = value;
      });
      return found;
    },
  };
}
