import { type CompiledTree, compileTree } from '../../../../core/definitions/compile-tree.js';
import type { FactsHead } from '../../../../core/definitions/impact/facts-file.js';
import { orderHistory } from '../../../../core/definitions/impact/order-history.js';
import { readTrustedTree } from '../../../../core/definitions/read-trusted-tree.js';
import type { Observation } from '../../../../core/definitions/suggest/observation.js';
import { observeHistory } from '../../../../core/definitions/suggest/observe-history.js';
import { CliError } from '../../cli-error.js';
import { readFacts } from '../../plan/read-facts.js';
import type { Observed } from './observed.js';
import { outcomeOf, refuseUnknownModel } from './outcome-of.js';

/** Observes the leads of exported facts under a model of their tree, a lead at a time. @throws CliError where model, stage or file are not right */
export async function observeOffline(file: string, model: string, stage: string | undefined): Promise<Observed> {
  const observations: Observation[] = [];
  let opened: Opened | null = null;
  const { head } = await readFacts(file, (rows, first) => {
    opened ??= open(first, model, stage);
    if (rows.lead.erased) return;
    const { tree, compiled, outcome, end } = opened;
    const history = orderHistory(rows, tree.lifecycle, { from: 0, to: end + 1 }, false);
    const seen = observeHistory(compiled, tree.lifecycle, history, { outcome, end });
    if (seen) observations.push(seen);
  });
  const { tree, outcome, end, text } = opened ?? open(head, model, stage);
  return {
    model: tree.models[model] as NonNullable<(typeof tree.models)[string]>,
    text,
    tree,
    outcome,
    end,
    observations,
  };
}

interface Opened extends Pick<CompiledTree, 'tree'> {
  compiled: NonNullable<ReturnType<CompiledTree['model']>>;
  outcome: string;
  end: number;
  text: string;
}

function open(head: FactsHead, model: string, stage: string | undefined): Opened {
  const compiled = compileTree(readTrustedTree(head.files).tree);
  const { tree } = compiled;
  refuseUnknownModel(model, Object.keys(tree.models));
  const found = compiled.model(model);
  if (!found) throw new CliError(`The model ${model} cannot be read.`);
  const text = head.files[`models/${model}.json`] ?? '';
  return { tree, compiled: found, outcome: outcomeOf(tree.lifecycle.stages, stage), end: Date.parse(head.at), text };
}
