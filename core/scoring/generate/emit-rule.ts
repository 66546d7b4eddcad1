import type { CompiledRule } from '../compile-rule.js';
import type { CompiledDecay } from '../decay-points.js';
import { describeActivities } from '../describe.js';
import { emitEvidence, emitFirstLeaving, inWindow, narrowed, openWindow, type Window } from './emit-activity.js';
import { emitCondition } from './emit-condition.js';
import { constant, declare, frame, literal, type Writer } from './writer.js';

/** A rule as code: what runs after the passes (it sets `p_INDEX`), and its contribution as an object. */
export interface EmittedRule {
  statements: string[];
  contribution: string;
}

/** Emits a rule; `plain` explains one the plain way, given its number and a frame. */
export function emitRule(writer: Writer, compiled: CompiledRule, index: number): EmittedRule {
  const point = `p_${index}`;
  const explainPlainly = `explainRule(${index}, ${frameOf(writer)})`;
  if (compiled.each !== null) return emitEach(writer, compiled, point, explainPlainly);
  const condition = emitCondition(writer, compiled.rule.when as NonNullable<CompiledRule['rule']['when']>, null);
  const holds = `h_${index}`;
  const statements = [`const ${holds} = ${condition.holds};`];
  const { points, decay } = compiled;
  const bare = `u_${index}`;
  if (decay === null) statements.push(`const ${bare} = ${holds} ? ${literal(points)} : 0;`);
  else {
    const newest = `g_${index}`;
    statements.push(
      `const ${newest} = ${holds} ? ${condition.newest()} : -Infinity;`,
      `const ${bare} = ${newest} === -Infinity ? 0 : ${emitDecay(points, decay, `(at - ${newest})`)};`,
    );
  }
  statements.push(`const ${point} = ${holds} ? ${emitClamp(compiled, bare)} : 0;`);
  const factor = decay === null || points === 0 ? '1' : `(${holds} ? ${bare} / ${literal(points)} + 0 : 1)`;
  const detail = `(${holds} ? ${condition.detail} : ${condition.missing})`;
  const contribution =
    condition.evidence === null
      ? explainPlainly
      : emitContribution(writer, compiled, point, bare, holds, factor, detail, condition.evidence);
  return { statements, contribution };
}

function emitEach(writer: Writer, compiled: CompiledRule, point: string, explainPlainly: string): EmittedRule {
  const each = compiled.rule.each as NonNullable<CompiledRule['rule']['each']>;
  const window = openWindow(writer, each);
  const several = window.matcher.types.length > 1;
  if (window.matcher.timed || (several && writer.purpose === 'explain')) {
    if (writer.purpose === 'steady') writer.changes.push(`${constant(writer, compiled)}.next(${frame(writer)})`);
    return {
      statements: [`const ${point} = ${constant(writer, compiled)}.give(${frame(writer)});`],
      contribution: explainPlainly,
    };
  }
  const { points, decay } = compiled;
  const bare = `u${point}`;
  const evidence =
    decay === null || writer.purpose === 'explain' ? emitEvidence(writer, window, null) : { list: '', count: '0' };
  const statements: string[] = [];
  if (decay === null) statements.push(`const ${bare} = ${literal(points)} * ${evidence.count} + 0;`);
  else {
    const sum = declare(writer, 'y', '0');
    inWindow(
      writer,
      fading(writer, window, decay.horizon(points)),
      `${belowLimit(writer, compiled, sum)}${sum} += ${emitDecay(points, decay, '(at - t)')};`,
    );
    statements.push(`const ${bare} = ${sum};`);
  }
  emitFirstLeaving(writer, window, null);
  statements.push(`const ${point} = ${emitClamp(compiled, bare)};`);
  const holds = `(${evidence.count} > 0)`;
  const factor =
    decay === null || points === 0 ? '1' : `(${holds} ? ${bare} / (${literal(points)} * ${evidence.count}) + 0 : 1)`;
  const detail = `${evidence.count} + ${literal(` ${describeActivities(each)}, ${compiled.rule.points} points each`)}`;
  return { statements, contribution: emitContribution(writer, compiled, point, bare, holds, factor, detail, evidence) };
}

/** What decayed away gives nothing: the pass need not go back further. */
function fading(writer: Writer, window: Window, horizon: number): Window {
  if (writer.purpose === 'explain' || window.span.length <= horizon) return window;
  return narrowed(writer, window, Math.ceil(horizon));
}

/** All activities of a rule add in one direction: beyond its limit they need not be worked out, unless to be explained. */
function belowLimit({ purpose }: Writer, { points, min, max }: CompiledRule, sum: string): string {
  const limit = points > 0 ? max : min;
  if (purpose === 'explain' || points === 0 || Math.abs(limit) === Infinity) return '';
  return `if (${sum} ${points > 0 ? '<' : '>'} ${literal(limit)}) `;
}

/** Points after an age as code, as `decayPoints` has them. */
export function emitDecay(points: number, decay: CompiledDecay, age: string): string {
  const size = Math.abs(points);
  const left =
    decay.kind === 'linear'
      ? `Math.round(${size} * (${decay.length} - ${age}) / ${decay.length})`
      : `Math.round(${size} * 2 ** (-${age} / ${decay.length}))`;
  const signed = points < 0 ? `(0 - ${left})` : left;
  return decay.kind === 'linear' ? `(${age} >= ${decay.length} ? 0 : ${signed})` : signed;
}

/** The clamp of a rule as code. */
export function emitClamp({ min, max }: CompiledRule, value: string): string {
  const below = max === Infinity ? value : `Math.min(${literal(max)}, ${value})`;
  const clamped = min === -Infinity ? below : `Math.max(${literal(min)}, ${below})`;
  return min === -Infinity || max === Infinity
    ? clamped
    : `Math.min(${literal(max)}, Math.max(${literal(min)}, ${value}))`;
}

function emitContribution(
  writer: Writer,
  { rule }: CompiledRule,
  point: string,
  bare: string,
  holds: string,
  factor: string,
  detail: string,
  evidence: { list: string; count: string },
): string {
  if (writer.purpose !== 'explain') return '';
  const capped = rule.min === undefined && rule.max === undefined ? 'false' : `(${point} !== ${bare})`;
  const note =
    capped === 'false' ? detail : `(${detail}) + (${capped} ? ", capped at " + shortPoints(${point} / 1e6) : "")`;
  const rationale = rule.rationale === undefined ? '' : ` rationale: ${literal(rule.rationale)},`;
  return `{ rule: ${literal(rule.key)}, score: ${literal(rule.score)}, points: ${point}, holds: ${holds}, capped: ${capped}, decay: ${factor}, detail: ${note},${rationale} facts: ${evidence.list}, activityCount: ${evidence.count} }`;
}

function frameOf(writer: Writer): string {
  return writer.purpose === 'explain' ? frame(writer) : '';
}
