import type { CompiledModel } from '../scoring/compiled-model.js';
import { parseDuration } from '../scoring/duration.js';
import type { Fact, Instant, JsonObject, PassFact, QualificationStatus } from '../scoring/facts.js';
import { BEGINNING_OF_TIME, foldByOccurrence } from '../scoring/fold-by-occurrence.js';
import { parseInstant } from '../scoring/instant.js';
import type { DatedCrossing, Evaluation, ThresholdStates } from '../scoring/results.js';
import { buildTimeline, type Timeline } from '../scoring/timeline.js';
import { judgeMove } from './judge-move.js';
import type { ExampleLead, Lifecycle } from './tree.js';

/** What became of an example lead at the instant of its file. */
export interface ExampleOutcome {
  at: Instant;
  timeline: Timeline;
  evaluation: Evaluation;
  states: ThresholdStates;
  crossings: DatedCrossing[];
  stage: string;
}

/**
 * Runs an example lead: its attributes count from the beginning, its facts as if received when they occurred; its
 * crossings move it through the lifecycle from `identified`. Throws RangeError on a time that cannot be read.
 */
export function runExample(
  compiled: CompiledModel,
  lifecycle: Lifecycle,
  at: string,
  lead: ExampleLead,
): ExampleOutcome {
  const instant = instantOf(at);
  const facts = exampleFacts(lead, instant);
  for (let stage = lifecycle.identified, from = 0, pass = 1; ; ) {
    const timeline = buildTimeline(facts);
    const { states, crossings, evaluation } = foldByOccurrence(compiled, timeline, instant);
    const ended = moveThrough(crossings.slice(from));
    if (!ended) return { at: instant, timeline, evaluation, states, crossings, stage };
    from += ended.crossings;
    pass += 1;
    facts.push({ ...ended.fact, pass });

    function moveThrough(ahead: DatedCrossing[]): { crossings: number; fact: PassFact } | null {
      for (const [index, crossing] of ahead.entries()) {
        const threshold = compiled.model.thresholds.find((one) => one.key === crossing.threshold);
        if (crossing.direction !== 'UP' || threshold?.moveTo === undefined) continue;
        const moving = {
          stage,
          owner: null,
          has: (path: string) => timeline.attributes.has(path),
          timeline,
          at: crossing.at,
        };
        const request = { to: threshold.moveTo, by: 'score' as const, reason: threshold.reason ?? null };
        const verdict = judgeMove(lifecycle, moving, request, compiled.context);
        if (verdict.outcome !== 'MOVED') continue;
        stage = threshold.moveTo;
        if (!verdict.endsPass) continue;
        const base = { ...common(crossing.at, `pass ${pass}`), sequence: Number.MAX_SAFE_INTEGER };
        return { crossings: index + 1, fact: { ...base, kind: 'pass', pass, ...verdict.endsPass } };
      }
      return null;
    }
  }
}

/** The facts of an example lead, `ago` counted back from `at`; throws RangeError on a time that cannot be read. */
export function exampleFacts(lead: ExampleLead, at: Instant): Fact[] {
  const facts: Fact[] = Object.entries(lead.attributes ?? {}).map(([path, value]) => ({
    ...common(BEGINNING_OF_TIME, `attribute ${path}`),
    kind: 'attribute',
    path,
    value,
  }));
  lead.facts?.forEach((said, index) => {
    const { ago, occurredAt } = said;
    const when =
      typeof occurredAt === 'string'
        ? instantOf(occurredAt)
        : at - parseDuration(typeof ago === 'string' ? ago : 'PT0S');
    const base = { ...common(when, `fact ${index}`), sequence: index };
    const value = said['value'];
    if (typeof said['activity'] === 'string') {
      facts.push({
        ...base,
        kind: 'activity',
        type: said['activity'],
        properties: (said['properties'] ?? {}) as JsonObject,
      });
    } else if (typeof said['qualification'] === 'string') {
      const answer = {
        framework: said['qualification'],
        criterion: String(said['criterion']),
        ...(value === undefined ? {} : { value }),
      };
      facts.push({ ...base, kind: 'qualification', ...answer, status: said['status'] as QualificationStatus });
    } else facts.push({ ...base, kind: 'attribute', path: String(said['attribute']), value: value ?? null });
  });
  return facts;
}

function common(at: Instant, messageId: string) {
  return { occurredAt: at, receivedAt: at, ordinal: 0, sequence: 0, source: 'example', messageId };
}

function instantOf(text: string): Instant {
  const instant = parseInstant(text);
  if (instant === undefined)
    throw new RangeError(`${JSON.stringify(text)} is no date: write 2026-03-31T12:00:00Z (RFC 3339).`);
  return instant;
}
