import { describe, expect, it } from '@jest/globals';
import { compileModel } from '../../../core/scoring/compile.js';
import { evaluate } from '../../../core/scoring/evaluate.js';
import { explain } from '../../../core/scoring/explain.js';
import { explainRule } from '../../../core/scoring/explain-rule.js';
import { openFrame } from '../../../core/scoring/frame.js';
import type { ScoringModel } from '../../../core/scoring/model.js';
import { buildTimeline } from '../../../core/scoring/timeline.js';
import { fc } from '../../helpers/fast-check.js';
import { seed } from '../../helpers/seeded-random.js';
import { facts, instant } from './arbitrary-facts.js';
import { context, model } from './arbitrary-model.js';
import { activity, attribute, NOON } from './make-facts.js';

describe(`generated code (SEED=${seed})`, () => {
  it('explains what it evaluates, in the words of the plain way', () => {
    fc.assert(
      fc.property(model, context, facts, instant, (definition, tree, given, at) => {
        const compiled = compileModel(definition, tree);
        const timeline = buildTimeline(given);
        const explained = explain(compiled, timeline, at);
        const { applies, scores, primary, value, thresholds } = evaluate(compiled, timeline, at);
        expect(explained).toMatchObject({ applies, scores, primary, value, thresholds });
        const frame = openFrame(timeline, at, compiled.scope.matchers.length);
        expect(explained.contributions).toEqual(compiled.rules.map((rule) => explainRule(compiled, rule, frame)));
        Object.assign(frame, {
          points: explained.contributions.map((one) => one.points),
          scores: scores.map((one) => one.value),
        });
        const missing = compiled.thresholds.map(({ when }) => (when.holds(frame) ? null : when.missing(frame)));
        if (applies) expect(explained.thresholds.map((one) => one.missing)).toEqual(missing);
      }),
      { seed, numRuns: 300 },
    );
  });

  it('never lets text of a model become code', () => {
    const evil = [
      '"];globalThis.broken=1;//',
      `\`\${globalThis.broken=1}\``,
      "';globalThis.broken=1;'",
      '\u2028globalThis.broken=1',
      '*/globalThis.broken=1/*',
      '__proto__',
      'constructor',
    ];
    for (const text of evil) {
      const nasty: ScoringModel = {
        language: 1,
        key: text,
        version: '1.0.0',
        name: text,
        scores: { [text]: {}, total: { sum: [text] } },
        rules: [
          {
            key: 'a',
            score: text,
            points: 1,
            rationale: text,
            when: { activity: text, where: { [text]: { equals: text } }, distinct: text },
          },
          { key: 'b', score: text, points: 2, when: { attribute: text, in: [text] } },
          { key: 'c', score: text, points: 4, each: { activity: text, where: { [text]: { contains: text } } } },
          { key: 'd', score: text, points: 8, when: { activity: text, latest: text, exists: true } },
        ],
        thresholds: [{ key: text, when: { score: text, atLeast: 3 } }],
      };
      const compiled = compileModel(nasty);
      const properties = JSON.parse(`{${JSON.stringify(text)}:${JSON.stringify(text)}}`);
      const timeline = buildTimeline([activity(NOON, text, properties), attribute(NOON, text, text)]);
      expect(evaluate(compiled, timeline, NOON).value).toBe(7_000_000);
      expect(explain(compiled, timeline, NOON).contributions.map((one) => one.holds)).toEqual([
        true,
        true,
        true,
        false,
      ]);
      expect('broken' in globalThis).toBe(false);
    }
  });

  it('does not find in properties what every object has', () => {
    const compiled = compileModel({
      language: 1,
      key: 'm',
      version: '1.0.0',
      name: 'M',
      scores: { total: {} },
      thresholds: [],
      rules: [{ key: 'a', score: 'total', points: 1, when: { activity: 'a', where: { toString: { exists: true } } } }],
    });
    expect(evaluate(compiled, buildTimeline([activity(NOON, 'a')]), NOON).value).toBe(0);
  });
});
