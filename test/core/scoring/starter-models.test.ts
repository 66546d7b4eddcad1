import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { compileModel } from '../../../core/scoring/compile.js';
import { parseDuration } from '../../../core/scoring/duration.js';
import { explain } from '../../../core/scoring/explain.js';
import type { Fact, Json, JsonObject, QualificationStatus } from '../../../core/scoring/facts.js';
import { BEGINNING_OF_TIME, foldByOccurrence } from '../../../core/scoring/fold-by-occurrence.js';
import { fromMicro } from '../../../core/scoring/micro.js';
import type { ScoringModel } from '../../../core/scoring/model.js';
import { buildTimeline } from '../../../core/scoring/timeline.js';
import { activity, answer, attribute } from './make-facts.js';

interface ExampleFact {
  activity?: string;
  attribute?: string;
  qualification?: string;
  criterion?: string;
  status?: QualificationStatus;
  value?: Json;
  properties?: JsonObject;
  ago?: string;
  occurredAt?: string;
}
interface ExampleLead {
  key: string;
  attributes?: JsonObject;
  facts?: ExampleFact[];
  expect: { scores?: Record<string, number>; crossed?: string[]; notCrossed?: string[] };
}

const folder = new URL('../../../scoring-models/', import.meta.url);
const readJson = (name: string) => JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
const lifecycle = readJson('lifecycle.json') as {
  frameworks: { key: string; criteria: { key: string }[] }[];
  segments: { key: string; when: { attribute: string } }[];
  stages: { key: string }[];
};
const context = {
  frameworks: Object.fromEntries(
    lifecycle.frameworks.map(({ key, criteria }) => [key, criteria.map((one) => one.key)]),
  ),
  segments: lifecycle.segments,
  stageOrder: Object.fromEntries(lifecycle.stages.map(({ key }, index) => [key, index])),
};

function exampleFacts(lead: ExampleLead, at: number): Fact[] {
  const attributes = Object.entries(lead.attributes ?? {}).map(([path, value]) =>
    attribute(BEGINNING_OF_TIME, path, value),
  );
  const facts = (lead.facts ?? []).map((fact) => {
    const when = fact.ago === undefined ? Date.parse(fact.occurredAt as string) : at - parseDuration(fact.ago);
    if (fact.activity !== undefined) return activity(when, fact.activity, fact.properties ?? {});
    if (fact.attribute !== undefined) return attribute(when, fact.attribute, fact.value ?? null);
    return answer(when, fact.qualification as string, fact.criterion as string, fact.status ?? 'confirmed', fact.value);
  });
  return [...attributes, ...facts];
}

for (const file of readdirSync(new URL('models/', folder))
  .filter((name) => name.endsWith('.test.json'))
  .sort()) {
  const examples = readJson(`models/${file}`) as { model: string; at: string; leads: ExampleLead[] };
  const compiled = compileModel(readJson(`models/${examples.model}.json`) as ScoringModel, context);
  const at = Date.parse(examples.at);

  describe(`the starter model ${examples.model}`, () => {
    it.each(examples.leads.map((lead) => [lead.key, lead] as const))('%s', (_, lead) => {
      const timeline = buildTimeline(exampleFacts(lead, at));
      const explanation = explain(compiled, timeline, at);
      const { states } = foldByOccurrence(compiled, timeline, at);
      const scores = Object.fromEntries(explanation.scores.map(({ key, value }) => [key, fromMicro(value)]));
      const up = Object.keys(states).filter((key) => states[key]?.up);
      expect(scores).toMatchObject(lead.expect.scores ?? {});
      expect(up).toEqual(expect.arrayContaining(lead.expect.crossed ?? []));
      expect(up.filter((key) => lead.expect.notCrossed?.includes(key))).toEqual([]);
    });
  });
}
