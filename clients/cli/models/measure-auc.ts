import { checkMapping } from '../../../core/definitions/check-mapping.js';
import { compileModel } from '../../../core/scoring/compile.js';
import { evaluate } from '../../../core/scoring/evaluate.js';
import { fromMicro } from '../../../core/scoring/micro.js';
import { buildTimeline } from '../../../core/scoring/timeline.js';
import { CliError } from '../cli-error.js';
import { describeProblems } from './describe-problems.js';
import { rankAuc } from './rank-auc.js';
import { readMappedLeads } from './read-mapped-leads.js';
import { readModelFile, readText } from './read-model-file.js';

/** How well a model's shown score ranks the leads that reached a stage above those that did not. */
export interface AucReport {
  model: string;
  stage: string;
  auc: number | null;
  leads: number;
  reached: number;
  badRows: number;
  /** Tenths of the leads, from the highest score down: the least score in it, and how many reached the stage. */
  bands: { from: number; leads: number; reached: number }[];
}

/** Scores the leads of CSV files by a model file and measures its AUC; refuses files it cannot read, with what is wrong. */
export async function measureAuc(options: {
  data: string;
  mapping: string;
  model: string;
  stage: string;
}): Promise<AucReport> {
  const { mapping, problems } = checkMapping(options.mapping, readText(options.mapping));
  if (!mapping) throw new CliError(describeProblems(problems, '.', false));
  const compiled = compile(options.model);
  const { leads, badRows } = readMappedLeads(options.data, mapping, options.stage);
  const scored = leads.map(({ facts, reached }) => {
    const at = facts.reduce((latest, fact) => Math.max(latest, fact.occurredAt), 0);
    return { score: fromMicro(evaluate(compiled, buildTimeline(facts), at).value), positive: reached };
  });
  return {
    model: compiled.model.key,
    stage: options.stage,
    auc: rankAuc(scored),
    leads: scored.length,
    reached: scored.filter((one) => one.positive).length,
    badRows,
    bands: bandsOf(scored),
  };
}

function compile(file: string): ReturnType<typeof compileModel> {
  try {
    return compileModel(readModelFile(file).model);
  } catch (error) {
    if (error instanceof RangeError) throw new CliError(`${file}: ${error.message}`);
    throw error;
  }
}

function bandsOf(scored: readonly { score: number; positive: boolean }[]): AucReport['bands'] {
  const sorted = [...scored].sort((a, b) => b.score - a.score);
  const size = Math.ceil(sorted.length / 10);
  return Array.from({ length: Math.ceil(sorted.length / Math.max(1, size)) }, (_, index) => {
    const band = sorted.slice(index * size, (index + 1) * size);
    return { from: band.at(-1)?.score ?? 0, leads: band.length, reached: band.filter((one) => one.positive).length };
  });
}

/** The report for people: the AUC first, then tenths of the leads from the best score down. */
export function describeAuc({ model, stage, auc, leads, reached, badRows, bands }: AucReport): string {
  const lines = [
    `AUC ${auc === null ? 'none: all leads, or none, reached the stage' : auc.toFixed(4)}`,
    `${model} over ${leads} leads, ${reached} of them reached '${stage}'${badRows ? `, ${badRows} bad rows left out` : ''}`,
    '',
    ...bands.map((band) => {
      const share = ((100 * band.reached) / Math.max(1, band.leads)).toFixed(1);
      return `score from ${String(band.from).padStart(6)}: ${share.padStart(5)} % of ${band.leads}`;
    }),
  ];
  return lines.join('\n');
}
