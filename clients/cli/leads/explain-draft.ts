import { CliError } from '../cli-error.js';
import type { Connection } from '../connection.js';
import { readModelFile } from '../models/read-model-file.js';
import { asTable } from '../output.js';
import { describeScore, type ExplainedLead, type ExplainedScore } from './describe-explanation.js';
import { explainLead, SCORE } from './explain-lead.js';

/** A lead under a draft, beside what is in force at the same instant; only what differs is in `difference`. */
export interface ExplainedDraft extends ExplainedLead {
  file: string;
  model: string;
  /** `applies`: it is for this lead at all. */
  draft: ExplainedScore & { applies: boolean };
  difference: {
    /** Points of the primary score, draft less live. */
    value: number;
    rules: { rule: string; live: number | null; draft: number | null }[];
    /** Null: the side has no such threshold. */
    thresholds: { key: string; live: boolean | null; draft: boolean | null }[];
  };
}

const CHECK = `query Check($files: [FileInput!]!) {
  checkDefinitions(files: $files) { checks { name annotations { level path line message hint } } }
}`;

interface Checked {
  checkDefinitions: {
    checks: {
      name: string;
      annotations: { level: string; path: string; line: number | null; message: string; hint: string | null }[];
    }[];
  };
}

const EVALUATE = `query Draft($lead: LeadRef!, $model: String!, $files: [FileInput!], $at: DateTime) {
  evaluate(lead: $lead, model: $model, files: $files, at: $at) { applies ${SCORE} }
}`;

/**
 * Explains a lead under a model file that is laid over the live definitions; nothing is kept. Both sides fold the lead's
 * facts as of `at`, the server's now if absent. @throws CliError where the lead or the file cannot be read, or is refused
 */
export async function explainDraft(
  connection: Connection,
  reference: object,
  named: string,
  { file, at }: { file: string; at: string | null },
): Promise<ExplainedDraft> {
  const { text, model } = readModelFile(file);
  const { id } = await explainLead(connection, reference, named);
  const files = [{ path: `models/${model.key}.json`, content: text }];
  await refuseErrors(connection, file, files);
  const { evaluate: draft } = await connection.request<{ evaluate: ExplainedDraft['draft'] }>(EVALUATE, {
    lead: { id },
    model: model.key,
    files,
    at,
  });
  const lead = await explainLead(connection, { id }, named, draft.at);
  const difference = {
    value: round(draft.value - (lead.score?.value ?? 0)),
    rules: differingRules(lead.score, draft),
    thresholds: differingThresholds(lead.score, draft),
  };
  return { ...lead, file, model: model.key, draft, difference };
}

/** A name the definitions in force do not know would match nothing, and look as if it explained something. */
async function refuseErrors(connection: Connection, file: string, files: { path: string }[]): Promise<void> {
  const { checkDefinitions } = await connection.request<Checked>(CHECK, { files });
  const errors = checkDefinitions.checks
    .filter(({ name }) => name === 'schema' || name === 'semantics')
    .flatMap(({ annotations }) => annotations)
    .filter(({ level, path }) => level === 'ERROR' && files.some((one) => one.path === path));
  if (errors.length === 0) return;
  const lines = errors.map(({ line, message, hint }) => `${file}${line ? `:${line}` : ''} ${message} ${hint ?? ''}`);
  throw new CliError(lines.map((line) => line.trimEnd()).join('\n'));
}

function differingRules(live: ExplainedScore | null, draft: ExplainedScore) {
  const points = (score: ExplainedScore | null) =>
    new Map(score?.contributions.map((one) => [one.rule, one.points]) ?? []);
  return pairs(points(live), points(draft)).map(([rule, one, other]) => ({ rule, live: one, draft: other }));
}

function differingThresholds(live: ExplainedScore | null, draft: ExplainedScore) {
  const states = (score: ExplainedScore | null) =>
    new Map(score?.thresholds.map(({ threshold, crossed }) => [threshold.key, crossed]) ?? []);
  return pairs(states(live), states(draft)).map(([key, one, other]) => ({ key, live: one, draft: other }));
}

/** The keys of either side whose values differ; null where a side has none. */
function pairs<Value>(live: Map<string, Value>, draft: Map<string, Value>): [string, Value | null, Value | null][] {
  const keys = [...new Set([...live.keys(), ...draft.keys()])];
  return keys
    .map((key): [string, Value | null, Value | null] => [key, live.get(key) ?? null, draft.get(key) ?? null])
    .filter(([, one, other]) => one !== other);
}

function round(points: number): number {
  return Math.round(points * 100) / 100;
}

/** The draft's explanation as a person reads it, then what differs from what is in force. */
export function describeDraft(lead: ExplainedDraft): string {
  const { score, draft, file, model, difference } = lead;
  const { value, rules, thresholds } = difference;
  const now = score
    ? `${score.primary} ${score.value} by ${score.version?.model.key} ${score.version?.version}`
    : 'no score';
  return [
    `${lead.name ?? lead.email ?? lead.id} (${lead.id}), ${lead.stage.label} since ${lead.stageEnteredAt}`,
    describeScore(draft, `the draft ${model} in ${file}`),
    '',
    `In force: ${now}. ${draft.applies ? 'The draft gives' : 'The draft is not for this lead (`appliesTo`); else it would give'} ${more(value)}.`,
    ...(rules.length === 0
      ? []
      : [
          '',
          asTable(
            ['RULE', 'IN FORCE', 'DRAFT'],
            rules.map((one) => [one.rule, one.live, one.draft]),
            '',
          ),
        ]),
    ...(thresholds.length === 0
      ? []
      : [
          '',
          asTable(
            ['THRESHOLD', 'IN FORCE', 'DRAFT'],
            thresholds.map((one) => [one.key, say(one.live), say(one.draft)]),
            '',
          ),
        ]),
  ].join('\n');
}

function more(points: number): string {
  return points === 0 ? 'as much' : `${Math.abs(points)} ${points > 0 ? 'more' : 'less'}`;
}

function say(crossed: boolean | null): string | null {
  return crossed === null ? null : crossed ? 'crossed' : 'not crossed';
}
