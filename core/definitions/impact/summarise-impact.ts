import type { CompiledTree } from '../compile-tree.js';
import { findStage } from '../stage-order.js';
import type { ImpactFrame } from './impact-frame.js';
import type { ImpactFigures } from './impact-report.js';
import type { ImpactWindow } from './lead-history.js';

const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
const TOLD = 3;

/** The one sentence under a pull request; `changes` are the sentences of the semantic diff. `span` says when; null: up to now. */
export function summariseImpact(
  base: CompiledTree,
  frame: ImpactFrame,
  window: ImpactWindow & { span: string | null },
  figures: ImpactFigures,
  changes: readonly string[],
): string {
  const { leads, gained, lost, changed } = figures;
  const span = window.span ?? `in the last ${spanOf(window.to - window.from)}`;
  const what = changes.length === 0 ? 'nothing changes' : namesOf(changes);
  const plan = `Plan: ${what}.`;
  if (leads === 0) return `${plan} Nothing happened ${span} to try it on.`;
  const of = `Of ${count(leads, 'lead')} ${span}`;
  const label = frame.handoff === null ? null : labelOf(base, frame.handoff);
  const anybody = (figures.flaggedShareHead ?? 0) > 0;
  const parts = [`${of}, ${turnsOut(gained, lost, changed, anybody || gained + lost > 0 ? label : null)}`];
  const rate = label === null || changed === 0 ? null : rateOf(base, frame, figures, label);
  if (rate) parts.push(rate);
  const weeks = (window.to - window.from) / WEEK_MS;
  const [before, after] = (['base', 'head'] as const).map((side) =>
    figures.weeklyLoad.reduce((sum, week) => sum + week[side], 0),
  ) as [number, number];
  if (before !== after) {
    const [was, now, unit] =
      weeks < 1 ? [before, after, ''] : [perWeek(before, weeks), perWeek(after, weeks), ' a week'];
    parts.push(`sales would have had ${now} instead of ${was} handoffs${unit}`);
  }
  return `${plan} ${parts.join('; ')}.`;
}

function turnsOut(gained: number, lost: number, changed: number, label: string | null): string {
  if (changed === 0) return 'none would have crossed or moved otherwise';
  const otherwise = `${number(changed)} would have crossed or moved otherwise`;
  if (label === null) return otherwise;
  const many = (n: number) => (n === 1 ? `a${/^[AEFHILMNORSX]/.test(label) ? 'n' : ''} ${label}` : `${label}s`);
  const not = `${number(lost)} would not have become ${many(lost)}`;
  if (gained === 0 && lost === 0) return `${otherwise}, while the same leads would have scored as ${label}s`;
  if (gained === 0) return not;
  if (lost === 0) return `${number(gained)} more would have become ${many(gained)}`;
  return `${not} and ${number(gained)} more would have`;
}

function rateOf(
  base: CompiledTree,
  { outcomes }: ImpactFrame,
  { quality }: ImpactFigures,
  label: string,
): string | null {
  const [outcome] = outcomes;
  if (outcome === undefined) return null;
  const of = (side: 'BASE' | 'HEAD') => quality.find((one) => one.side === side && one.outcome === outcome)?.conversion;
  const [before, after] = [of('BASE'), of('HEAD')];
  if (!before || !after || before.value === after.value) return null;
  const [was, now] = [percent(before.value), percent(after.value)];
  if (was === now) return null;
  return `${label} → ${labelOf(base, outcome)} would have been ${now} instead of ${was}`;
}

/** What people say: MQL, and else the label. */
function labelOf({ tree }: CompiledTree, key: string): string {
  if (/^[a-z]{2,4}$/.test(key)) return key.toUpperCase();
  return findStage(tree.lifecycle, key)?.label ?? key;
}

function spanOf(milliseconds: number): string {
  const days = Math.round(milliseconds / DAY_MS);
  if (days > 0) return count(days, 'day');
  return count(Math.max(1, Math.round(milliseconds / 60_000)), 'minute');
}

function namesOf(changes: readonly string[]): string {
  const told = changes.slice(0, TOLD).map((change) => withinSentence(change.replace(/\.$/, '')));
  const more = changes.length - told.length;
  return told.join('; ') + (more > 0 ? `; and ${count(more, 'more change')}` : '');
}

function withinSentence(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text[0]?.toLowerCase() + text.slice(1) : text;
}

function perWeek(handoffs: number, weeks: number): string {
  const rate = handoffs / weeks;
  return rate >= 10 ? number(Math.round(rate)) : String(Math.round(rate * 10) / 10);
}

function percent(share: number): string {
  const shown = share * 100;
  return `${shown >= 10 || shown === 0 ? Math.round(shown) : Math.round(shown * 10) / 10} %`;
}

function count(n: number, noun: string): string {
  return `${number(n)} ${noun}${n === 1 ? '' : 's'}`;
}

/** Thousands by commas, without the machine's locale. */
function number(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ',');
}
