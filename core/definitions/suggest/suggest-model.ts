import type { ScoringModel } from '../../scoring/model.js';
import { estimateAuc } from '../impact/estimate-auc.js';
import { estimateShare } from '../impact/estimate-share.js';
import { fitLogistic } from './fit-logistic.js';
import { isHeldOut } from './is-held-out.js';
import { probability } from './logistic-loss.js';
import type { Observation } from './observation.js';
import { scalePoints } from './scale-points.js';
import { scoreFeatures } from './score-features.js';
import { bestLine, plainThreshold, withLine } from './suggest-threshold.js';
import type { CalibrationRow, SuggestedQuality, SuggestedRule, Suggestion } from './suggestion.js';
import { whyKept } from './why-kept.js';

/** What is asked for; `targets` are the stages that flag, `end` is when the facts end, `capacity` leads a week. */
export interface SuggestQuestion {
  outcome: string;
  targets: ReadonlySet<string>;
  end: number;
  seed: number;
  capacity: number | null;
}

const DAY_MS = 86_400_000;
const UNKNOWN_MS = 30 * DAY_MS;
const KNOWN_FROM = 20;
/** Outcomes of either kind that a rule needs to be learnt from, and that any fit needs. */
const A_RULE = 5;
const AT_LEAST = 30;
const L2 = 1;

/**
 * Fits the points of a model's rules to outcomes, proposes a line, and tells how both sides do on leads that were held
 * out. The same leads and seed give the same bytes. Throws RangeError, with what is needed, where outcomes are too few or
 * all alike, and where the model has no rule to fit.
 */
export function suggestModel(
  model: ScoringModel,
  observed: readonly Observation[],
  question: SuggestQuestion,
): Suggestion {
  const { outcome, seed, end } = question;
  if (model.rules.length === 0) throw new RangeError(`The model ${model.key} has no rules: there is nothing to fit.`);
  const sorted = [...observed].sort((a, b) => (a.id < b.id ? -1 : Number(a.id > b.id)));
  const patience = patienceFor(sorted);
  const used = sorted.filter((one) => one.reachedAfter !== null || one.since + patience <= end);
  const reached = used.filter((one) => one.reachedAfter !== null).length;
  refuseFew(
    used.length,
    reached,
    Math.max(AT_LEAST, A_RULE * model.rules.length),
    outcome,
    sorted.length - used.length,
  );
  const fitted = used.filter(({ id }) => !isHeldOut(id, seed));
  const heldOut = used.filter(({ id }) => isHeldOut(id, seed));
  const kept = new Map(model.rules.map((rule) => [rule.key, whyKept(rule, fitted, sorted)]));
  const keys = model.rules.map(({ key }) => key).filter((key) => kept.get(key) === null);
  if (keys.length === 0) {
    const reasons = [...kept].map(([key, why]) => `${key}: ${why}`).join('; ');
    throw new RangeError(`No rule of ${model.key} can be fitted. ${reasons}.`);
  }
  const columns = keys.map((key) => fitted.map(({ features }) => features[key] ?? 0));
  const fit = fitLogistic(columns, fitted.map(isReached), L2);
  const weights = new Map(keys.map((key, index) => [key, fit.weights[index] as number]));
  const scaled = scalePoints(model, weights);
  const plain = plainThreshold(model, question.targets);
  const share = fitted.length / used.length;
  const most = question.capacity === null ? null : Math.floor(question.capacity * weeksOf(fitted) * share);
  const line =
    plain &&
    bestLine(
      fitted.map((one) => scoredBy(scaled, one)),
      most,
    );
  const proposed = plain && line !== null ? withLine(scaled, plain.threshold.key, line) : scaled;
  const chance = (one: Observation) =>
    probability(keys.reduce((z, key) => z + (weights.get(key) as number) * (one.features[key] ?? 0), fit.intercept));
  return {
    model: proposed,
    outcome,
    used: used.length,
    reached,
    fitted: fitted.length,
    heldOut: heldOut.length,
    tooYoung: sorted.length - used.length,
    seed,
    rules: model.rules.map((rule, index): SuggestedRule => {
      const weight = weights.get(rule.key);
      return {
        rule: rule.key,
        before: rule.points,
        after: proposed.rules[index]?.points ?? rule.points,
        holds: fitted.filter(({ features }) => (features[rule.key] ?? 0) !== 0).length,
        odds: weight === undefined ? null : Math.round(Math.exp(weight) * 100) / 100,
        kept: kept.get(rule.key) ?? null,
      };
    }),
    threshold:
      plain && line !== null
        ? { key: plain.threshold.key, before: plain.line, after: line, by: most === null ? 'F1' : 'capacity' }
        : null,
    before: qualityOf(model, heldOut, plain?.line ?? null),
    after: qualityOf(proposed, heldOut, line ?? plain?.line ?? null),
    calibration: calibrate(heldOut, chance),
  };
}

function isReached({ reachedAfter }: Observation): boolean {
  return reachedAfter !== null;
}

function scoredBy(model: ScoringModel, one: Observation): { score: number; reached: boolean } {
  return { score: scoreFeatures(model, one.features), reached: isReached(one) };
}

/** Half of those that reach the outcome from sales' hands take no longer; 30 days where too few did to know. */
function patienceFor(observed: readonly Observation[]): number {
  const took = observed.filter(({ contacted }) => contacted).flatMap(({ reachedAfter }) => reachedAfter ?? []);
  if (took.length < KNOWN_FROM) return UNKNOWN_MS;
  took.sort((a, b) => a - b);
  return took[Math.floor((took.length - 1) / 2)] as number;
}

function refuseFew(used: number, reached: number, needed: number, outcome: string, tooYoung: number): void {
  const young = tooYoung === 0 ? '' : ` ${tooYoung} more are too young to judge.`;
  const missed = used - reached;
  if (reached >= needed && missed >= needed) return;
  if (used > 0 && reached === 0)
    throw new RangeError(`None of ${used} leads reached ${outcome}: at least ${needed} must.${young}`);
  if (used > 0 && missed === 0) {
    throw new RangeError(`All ${used} leads reached ${outcome}: at least ${needed} must not have.${young}`);
  }
  throw new RangeError(
    `${reached} leads reached ${outcome} and ${missed} did not: ${needed} of each are needed.${young}`,
  );
}

function weeksOf(fitted: readonly Observation[]): number {
  const instants = fitted.map(({ since }) => since);
  const span = instants.reduce((a, b) => Math.max(a, b), 0) - instants.reduce((a, b) => Math.min(a, b), Infinity);
  return Math.max(1, span / (7 * DAY_MS));
}

function qualityOf(model: ScoringModel, leads: readonly Observation[], line: number | null): SuggestedQuality {
  const scored = leads.map((one) => scoredBy(model, one));
  const good = scored.filter(({ reached }) => reached);
  const flagged = line === null ? [] : scored.filter(({ score }) => score >= line);
  const hits = flagged.filter(({ reached }) => reached).length;
  return {
    auc: estimateAuc(
      good.map(({ score }) => score),
      scored.filter(({ reached }) => !reached).map(({ score }) => score),
    ),
    flagged: flagged.length,
    precision: estimateShare(hits, flagged.length),
    recall: estimateShare(hits, good.length),
  };
}

function calibrate(leads: readonly Observation[], chance: (one: Observation) => number): CalibrationRow[] {
  const sorted = leads
    .map((one) => ({ chance: chance(one), reached: isReached(one) }))
    .sort((a, b) => a.chance - b.chance);
  return Array.from({ length: 10 }, (_, tenth) => {
    const own = sorted.slice(Math.floor((tenth * sorted.length) / 10), Math.floor(((tenth + 1) * sorted.length) / 10));
    return {
      leads: own.length,
      predicted: own.reduce((sum, one) => sum + one.chance, 0) / Math.max(1, own.length),
      real: own.filter((one) => one.reached).length / Math.max(1, own.length),
    };
  }).filter((row) => row.leads > 0);
}
