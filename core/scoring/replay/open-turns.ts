import type { CompiledModel } from '../compiled-model.js';
import type { Instant } from '../facts.js';
import type { ArrivedLead } from './arrived-lead.js';
import { linkReplay } from './compile-replay.js';
import { type LeadColumns, leadTables } from './lead-tables.js';

/** From an instant on, with the first `taken` activities, conditions read as `truth` says, in the bits of `Steady`. */
export interface Turn {
  at: Instant;
  taken: number;
  truth: number;
}

/** Finds when the thresholds of a model can cross. */
export interface Turns {
  /** No activity may become known later after it happened than this, milliseconds: it would leave a window before it came. */
  longestLag: number;
  /** The first reading, and each up to `until`, in order, that is another than just before. */
  find(lead: ArrivedLead, until: Instant): readonly Turn[];
}

const opened = new WeakMap<CompiledModel, { turns: Turns | null }>();

/** Makes a model ready to be asked; null where it needs more of a lead than its activities as they came and fixed attributes. */
export function openTurns(compiled: CompiledModel): Turns | null {
  const known = opened.get(compiled);
  if (known) return known.turns;
  const turns = makeTurns(compiled);
  opened.set(compiled, { turns });
  return turns;
}

type Run = (
  columns: LeadColumns,
  until: Instant,
  visit: (lead: 0, value: number, turns: readonly Turn[]) => void,
) => void;

function makeTurns(compiled: CompiledModel): Turns | null {
  const linked = linkReplay<Run>(compiled, 'turns', leadTables());
  if (!linked) return null;
  const { run, windows } = linked;
  return {
    longestLag: Math.min(Infinity, ...windows) - 1,
    find(lead, until) {
      let found: readonly Turn[] = [];
      const { times, entries } = lead;
      run({ leads: 1, starts: [0, times.length], times, entries, lead }, until, (_, __, turns) => {
        found = turns;
      });
      return found;
    },
  };
}
