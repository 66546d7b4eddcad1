import type { SlaPolicyDefinition } from '../../../../core/definitions/tree.js';
import type { LocalMinutes } from './local-minutes.js';

const MINUTE = 60_000;

/** What the reference knows of time: minutes as a clock on the wall shows them, which are working time, and how many before each. */
export interface Wall {
  minutes: LocalMinutes;
  open: Uint8Array;
  openBefore: Uint32Array;
}

/** Something a clock said; `corrects`: a breach was none. */
export interface Said {
  kind: string;
  at: number;
  step?: number;
  corrects?: boolean;
}

/** A clock as its history alone: when it ran, and what it said. Everything else is counted anew each time. */
export interface ReferenceClock {
  wall: Wall;
  policy: SlaPolicyDefinition;
  firstDue: number;
  spans: { from: number; to: number | null }[];
  ended: { state: 'MET' | 'MET_LATE' | 'CANCELLED'; at: number } | null;
  said: Said[];
}

/** Starts one. */
export function startReference(wall: Wall, policy: SlaPolicyDefinition, at: number): ReferenceClock {
  const firstDue = dueOf(wall, policy, at);
  return { wall, policy, firstDue, spans: [{ from: at, to: null }], ended: null, said: [{ kind: 'STARTED', at }] };
}

/** How it stands. */
export function stateOf(clock: ReferenceClock): string {
  if (clock.ended) return clock.ended.state;
  if (clock.said.some(({ kind }) => kind === 'BREACHED')) return 'BREACHED';
  return clock.spans.at(-1)?.to === null ? 'RUNNING' : 'PAUSED';
}

/** When it is due; null while paused. */
export function dueNow(clock: ReferenceClock): number | null {
  const { spans, policy, wall, firstDue } = clock;
  if (spans.length === 1 && spans[0]?.to === null) return firstDue;
  const last = spans.at(-1);
  if (!last || last.to !== null) return null;
  const before = spans.slice(0, -1).reduce((sum, { from, to }) => sum + counted(clock, from, to as number), 0);
  const due = walk(clock, last.from, totalOf(clock) - before);
  return policy.clock === 'businessDay' && policy.within !== 'P0D' ? nextOpen(wall, due) : due;
}

/** Counted milliseconds used by `at`. */
export function usedBy(clock: ReferenceClock, at: number): number {
  const until = clock.ended?.at ?? at;
  return clock.spans.reduce((sum, { from, to }) => sum + counted(clock, from, to ?? until), 0);
}

/** Lets time pass until `at`: says what came due, in order of time, warnings before a breach of the same instant. */
export function advanceReference(clock: ReferenceClock, at: number): void {
  for (;;) {
    const next = nextSaid(clock);
    if (!next || next.at > at) return;
    clock.said.push(next);
  }
}

/** Pauses one that runs. */
export function pauseReference(clock: ReferenceClock, at: number): void {
  advanceReference(clock, at);
  const last = clock.spans.at(-1);
  if (stateOf(clock) !== 'RUNNING' || !last) return;
  last.to = at;
  clock.said.push({ kind: 'PAUSED', at });
}

/** Resumes one that is paused. */
export function resumeReference(clock: ReferenceClock, at: number): void {
  if (stateOf(clock) !== 'PAUSED') return;
  clock.spans.push({ from: at, to: null });
  clock.said.push({ kind: 'RESUMED', at });
}

/** Stops one; `told`: the sender's own time of the stop. */
export function stopReference(clock: ReferenceClock, at: number, told: number | null): void {
  if (clock.ended) return;
  const start = clock.spans[0]?.from as number;
  const stopped = Math.max(start, Math.min(told ?? at, at));
  const due = dueNow(clock);
  if (due === null || stopped < due) {
    const corrects = stateOf(clock) === 'BREACHED';
    advanceReference(clock, stopped);
    clock.ended = { state: 'MET', at: stopped };
    clock.said.push({ kind: 'MET', at: stopped, corrects });
    return;
  }
  advanceReference(clock, stopped);
  clock.ended = { state: 'MET_LATE', at: stopped };
  clock.said.push({ kind: 'MET_LATE', at: stopped });
}

/** Ends one without a verdict. */
export function cancelReference(clock: ReferenceClock, at: number): void {
  if (clock.ended) return;
  advanceReference(clock, at);
  clock.ended = { state: 'CANCELLED', at };
  clock.said.push({ kind: 'CANCELLED', at });
}

function nextSaid(clock: ReferenceClock): Said | null {
  const { policy } = clock;
  const state = stateOf(clock);
  const told = (kind: string) => new Set(clock.said.flatMap((one) => (one.kind === kind ? [one.step] : [])));
  if (state === 'RUNNING') {
    const due = dueNow(clock) as number;
    const total = totalOf(clock);
    const { from } = clock.spans.at(-1) as { from: number };
    const used = usedBy(clock, from);
    const warned = told('WARNED');
    const warnings = (policy.warnAt ?? []).flatMap((warning, step) => {
      if (warned.has(step)) return [];
      const mark = 'percent' in warning ? Math.round((total * warning.percent) / 100) : total - hours(warning.before);
      return [{ kind: 'WARNED', step, mark, at: walk(clock, from, Math.max(0, mark) - used) }];
    });
    const [first] = warnings.sort((a, b) => a.mark - b.mark);
    if (first && first.at < due) return { kind: 'WARNED', at: first.at, step: first.step };
    return { kind: 'BREACHED', at: due, step: 0 };
  }
  if (state !== 'BREACHED') return null;
  const breached = clock.said.find(({ kind }) => kind === 'BREACHED') as Said;
  const escalated = told('ESCALATED');
  const [step] = (policy.escalate ?? [])
    .flatMap(({ after }, index) => (escalated.has(index) ? [] : [{ index, after: hours(after) }]))
    .sort((a, b) => a.after - b.after);
  return step ? { kind: 'ESCALATED', at: walk(clock, breached.at, step.after), step: step.index } : null;
}

function totalOf(clock: ReferenceClock): number {
  return counted(clock, clock.spans[0]?.from as number, clock.firstDue);
}

/** Counted time from one instant to another: the working minutes between, and what of the first and last is working time. */
function counted({ wall, policy }: Pick<ReferenceClock, 'wall' | 'policy'>, from: number, to: number): number {
  if (to <= from) return 0;
  return policy.clock === 'elapsed' ? to - from : openUntil(wall, to) - openUntil(wall, from);
}

/** The first instant by which so much counted time has passed since `from`. */
function walk({ wall, policy }: Pick<ReferenceClock, 'wall' | 'policy'>, from: number, wanted: number): number {
  if (wanted <= 0) return from;
  if (policy.clock === 'elapsed') return from + wanted;
  const goal = openUntil(wall, from) + wanted;
  let [low, high] = [indexOf(wall, from), wall.open.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((wall.openBefore[middle + 1] as number) * MINUTE >= goal) high = middle;
    else low = middle + 1;
  }
  return wall.minutes.start + low * MINUTE + goal - (wall.openBefore[low] as number) * MINUTE;
}

/** Working time from the first minute read until an instant. */
function openUntil(wall: Wall, at: number): number {
  const index = indexOf(wall, at);
  const part = wall.open[index] === 1 ? at - (wall.minutes.start + index * MINUTE) : 0;
  return (wall.openBefore[index] as number) * MINUTE + part;
}

function dueOf(wall: Wall, policy: SlaPolicyDefinition, at: number): number {
  const [, days = '0', time = ''] = /^P(?:(\d+)D)?(?:T(.*))?$/.exec(policy.within) ?? [];
  if (policy.clock === 'business') return walk({ wall, policy }, at, hours(`PT${time}`));
  const count = Number(days);
  if (policy.clock === 'elapsed') {
    const moved = count === 0 ? at : sameTimeOn(wall, at, dayIndex(wall, at) + count);
    return moved + (time ? hours(`PT${time}`) : 0);
  }
  const from = nextOpen(wall, at);
  let day = dayIndex(wall, from);
  if (count === 0) return endOfMinute(lastOpenOf(wall, day));
  for (let left = count; left > 0; ) if (lastOpenOf(wall, ++day) > 0) left--;
  return nextOpen(wall, sameTimeOn(wall, from, day));
}

/** The first instant of a day at which the wall shows the time of `at`; where it skips that, as much later as it skips. */
function sameTimeOn(wall: Wall, at: number, day: number): number {
  const { minutes } = wall;
  const wanted = minutes.minuteOfDay[indexOf(wall, at)] as number;
  const rest = at - Math.floor(at / MINUTE) * MINUTE;
  const usual = (minutes.firstOf[day] as number) + wanted;
  if (minutes.minuteOfDay[usual] === wanted) return minutes.start + usual * MINUTE + rest;
  let before = -1;
  for (let i = minutes.firstOf[day] as number; minutes.dayOf[i] === day; i++) {
    const shown = minutes.minuteOfDay[i] as number;
    if (shown === wanted) return minutes.start + i * MINUTE + rest;
    if (shown > wanted) break;
    before = i;
  }
  const shown = minutes.minuteOfDay[before] as number;
  return minutes.start + (before + wanted - shown) * MINUTE + rest;
}

/** Start of the last working minute of a day; 0: there is none. */
function lastOpenOf({ minutes, open, openBefore }: Wall, day: number): number {
  const first = minutes.firstOf[day] as number;
  let last = (minutes.firstOf[day + 1] ?? open.length) - 1;
  if (openBefore[last + 1] === openBefore[first]) return 0;
  while (!open[last]) last--;
  return minutes.start + last * MINUTE;
}

function nextOpen(wall: Wall, from: number): number {
  if (isOpen(wall, from)) return from;
  const before = wall.openBefore[indexOf(wall, from)] as number;
  let [low, high] = [indexOf(wall, from), wall.open.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((wall.openBefore[middle + 1] as number) > before) high = middle;
    else low = middle + 1;
  }
  return wall.minutes.start + low * MINUTE;
}

function dayIndex(wall: Wall, at: number): number {
  return wall.minutes.dayOf[indexOf(wall, at)] as number;
}

function isOpen(wall: Wall, at: number): boolean {
  return wall.open[indexOf(wall, at)] === 1;
}

function indexOf({ minutes }: Wall, at: number): number {
  const index = Math.floor((at - minutes.start) / MINUTE);
  if (index < 0 || index >= minutes.minuteOfDay.length)
    throw new RangeError(`${new Date(at).toISOString()} is not read`);
  return index;
}

function endOfMinute(at: number): number {
  return Math.floor(at / MINUTE) * MINUTE + MINUTE;
}

function hours(text: string): number {
  const [, h = '0', m = '0', s = '0'] = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?$/.exec(text) ?? [];
  return Number(h) * 3_600_000 + Number(m) * MINUTE + Math.round(Number(s) * 1_000);
}
