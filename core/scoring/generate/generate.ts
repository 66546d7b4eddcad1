import type { CompiledModel, Programs } from '../compiled-model.js';
import { describeCondition } from '../describe.js';
import { explainRule } from '../explain-rule.js';
import type { Instant } from '../facts.js';
import { type Frame, openFrame, valueUpTo } from '../frame.js';
import { shortPoints } from '../reading-node.js';
import type { Micro } from '../results.js';
import { NEXT, SOURCE } from '../source.js';
import { accountReadings, type Timeline } from '../timeline-index.js';
import { emitCondition } from './emit-condition.js';
import { emitPasses } from './emit-passes.js';
import { type EmittedRule, emitRule } from './emit-rule.js';
import { GLOBALS } from './globals.js';
import { constant, frame, literal, openWriter, type Purpose, type Writer } from './writer.js';

/** Makes the function for one purpose out of a compiled model; its evaluations inherit from `prototype`. */
export function generate<P extends Purpose>(
  compiled: CompiledModel,
  purpose: P,
  prototype: object = {},
): NonNullable<Programs[P]> {
  const writer = openWriter(compiled.scope, purpose);
  const rules = compiled.rules.map((rule, index) => emitRule(writer, rule, index));
  const applies =
    compiled.model.appliesTo === undefined ? 'true' : emitCondition(writer, compiled.model.appliesTo, null).holds;
  const tail = [...rules.flatMap((rule) => rule.statements), ...emitScores(compiled)];
  writer.scored = { points: compiled.rules.map((_, i) => `p_${i}`), scores: compiled.scores.map((_, i) => `s_${i}`) };
  const thresholds = emitThresholds(writer, compiled);
  const changes = purpose === 'steady' ? emitChanges(writer) : '';
  if (writer.scope.ignoring !== null) {
    const opened = frame({ ...writer, scored: null });
    writer.head.push(`const ignores = ${constant(writer, writer.scope.ignoring)}(${opened});`);
  }
  const passes = emitPasses(writer);
  const body = [
    `return function (timeline, at) {`,
    ...writer.head,
    ...passes,
    ...tail,
    `const applies = ${applies};`,
    ...thresholds.statements,
    changes,
    `return ${emitResult(compiled, purpose, rules, thresholds.missing)};`,
    '};',
  ];
  return link(compiled, writer, purpose, prototype, body.join('\n  ')) as NonNullable<Programs[P]>;
}

function emitScores({ scores, rules, scoreOrder }: CompiledModel): string[] {
  return scoreOrder.map((index) => {
    const { sum, min, max } = scores[index] as CompiledModel['scores'][number];
    const ofRules = rules.flatMap((rule, i) => (rule.scoreIndex === index ? [`p_${i}`] : []));
    const parts = sum === null ? ofRules : sum.map((member) => `s_${member}`);
    const value = `Math.min(${literal(max)}, Math.max(${literal(min)}, r_${index}))`;
    return `const r_${index} = ${['0', ...parts].join(' + ')}; const s_${index} = ${value};`;
  });
}

function emitThresholds(writer: Writer, compiled: CompiledModel): { statements: string[]; missing: string[] } {
  const readings = { scores: compiled.scores.map(({ key }) => key), rules: compiled.rules.map(({ rule }) => rule.key) };
  const missing: string[] = [];
  const statements = compiled.thresholds.map(({ definition }, i) => {
    const when = emitCondition(writer, definition.when, readings);
    const release =
      definition.release === undefined ? `!c_${i}` : emitCondition(writer, definition.release, readings).holds;
    missing.push(when.missing);
    return `const c_${i} = applies && ${when.holds}; const l_${i} = applies && ${release};`;
  });
  return { statements, missing };
}

/** Facts dated ahead begin to count, and what is ignored may change, at instants of their own. */
function emitChanges(writer: Writer): string {
  const changes = [...writer.changes, 'nextFact(timeline.facts, at)'];
  if (writer.scope.ignoring !== null)
    changes.push(`${constant(writer, writer.scope.nextIgnoring)}(${frame({ ...writer, scored: null })})`);
  return `const changeAt = Math.min(${changes.join(', ')});`;
}

function emitResult(compiled: CompiledModel, purpose: Purpose, rules: EmittedRule[], missing: string[]): string {
  const { thresholds } = compiled;
  if (purpose === 'steady') {
    const bits = thresholds.flatMap((_, i) => [`c_${i}`, `l_${i}`]);
    const sum = ['(applies ? 1 : 0)', ...bits.map((bit, i) => `(${bit} ? ${2 ** (i + 1)} : 0)`)].join(' + ');
    const text = `[applies, ${bits.join(', ')}].join()`;
    const points = rules.map((_, i) => `p_${i}`).join(', ');
    const scores = compiled.scores.map((_, i) => `s_${i}`).join(', ');
    return `{ points: [${points}], scores: [${scores}], truth: ${bits.length < 50 ? sum : text}, changeAt }`;
  }
  const scores = compiled.scores.map(({ key }, i) => `{ key: ${literal(key)}, raw: r_${i}, value: s_${i} }`).join(', ');
  const read = thresholds.map(({ definition }, i) => {
    const words = `, summary: ${literal(describeCondition(definition.when))}, missing: !applies ? NOT_FOR_THIS_LEAD : c_${i} ? null : ${missing[i]}`;
    return `{ key: ${literal(definition.key)}, when: c_${i}, release: l_${i}${purpose === 'explain' ? words : ''} }`;
  });
  const contributions = purpose === 'explain' ? `[${rules.map((rule) => rule.contribution).join(', ')}]` : 'undefined';
  return `new View(timeline, at, applies, [${scores}], s_${compiled.primaryIndex}, [${read.join(', ')}], ${contributions})`;
}

const VIEW = (purpose: Purpose): string => `
function View(timeline, at, applies, scores, value, thresholds, contributions) {
  this.at = at;
  this.applies = applies;
  this.scores = scores;
  this.primary = PRIMARY;
  this.value = value;
  ${purpose === 'explain' ? 'this.contributions = contributions;' : ''}
  this.thresholds = thresholds;
  this[SOURCE] = timeline;
  this[NEXT] = undefined;
}
View.prototype = PROTOTYPE;`;

/** The only place where text becomes code. */
function link(compiled: CompiledModel, writer: Writer, purpose: Purpose, prototype: object, text: string): unknown {
  const matchers = compiled.scope.matchers.length;
  const given: Record<string, unknown> = {
    ...GLOBALS,
    ...Object.fromEntries(writer.constants.map((value, i) => [`k${i}`, value])),
    valueUpTo,
    accountUpTo: (timeline: Timeline, at: Instant) => {
      const account = valueUpTo(timeline.attributes.get('account'), at);
      return typeof account === 'string' ? accountReadings(timeline, account) : timeline.attributes;
    },
    passUpTo: (timeline: Timeline, at: Instant) => openFrame(timeline, at, 0).passAt,
    open: (timeline: Timeline, at: Instant) => openFrame(timeline, at, matchers),
    scoredFrame: (opened: Frame, points: Micro[], scores: Micro[]) => Object.assign(opened, { points, scores }),
    explainRule: (index: number, opened: Frame) =>
      explainRule(compiled, compiled.rules[index] as CompiledModel['rules'][number], opened),
    shortPoints,
    nextFact,
    PRIMARY: compiled.primary,
    PROTOTYPE: prototype,
    SOURCE,
    NEXT,
    NOT_FOR_THIS_LEAD: 'the model does not apply to this lead',
  };
  const names = Object.keys(given);
  return new Function(...names, `'use strict';${VIEW(purpose)}\n${text}`)(...names.map((name) => given[name]));
}

function nextFact(facts: Timeline['facts'], at: Instant): number {
  let next = Infinity;
  for (let i = facts.length - 1; i >= 0; i--) {
    const occurredAt = facts[i]?.occurredAt ?? at;
    if (occurredAt <= at) break;
    next = occurredAt;
  }
  return next;
}
