import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { printCanonical } from '../../../../core/definitions/canonical.js';
import { expectAnew } from '../../../../core/definitions/suggest/expect-anew.js';
import { suggestModel } from '../../../../core/definitions/suggest/suggest-model.js';
import type { Lifecycle } from '../../../../core/definitions/tree.js';
import type { Json } from '../../../../core/scoring/facts.js';
import { CliError } from '../../cli-error.js';
import { type Connection, openConnection } from '../../connection.js';
import { printResult, wantsJson } from '../../output.js';
import { patientConnection } from '../../patient-connection.js';
import { changePull } from '../../pr/change-pull.js';
import { describeSuggestion, type MadeSuggestion } from './describe-suggestion.js';
import { observeOffline } from './observe-offline.js';
import { observeOnline } from './observe-online.js';
import { pullBody } from './pull-body.js';

interface SuggestOptions {
  model: string;
  facts?: string;
  outcome?: string;
  capacity?: string;
  seed: string;
  out?: string;
  open?: boolean;
}

/** Adds `models suggest`: points and a threshold fitted to what became of leads, with the evidence; `--open` proposes it. */
export function registerSuggest(models: Command): void {
  models
    .command('suggest')
    .description('fit the points of a model to what became of its leads, and show what speaks for it')
    .requiredOption('--model <key>', 'the model, such as hundred-point')
    .option('--facts <file>', 'on exported facts instead of a server: accord facts export > FILE')
    .option('--outcome <stage>', 'what counts as success; the first won stage if left out')
    .option('--capacity <leads>', 'leads a week that sales can take: the threshold keeps to it; else the best F1')
    .option('--seed <number>', 'which leads are held out', '1')
    .option('--out <file>', 'write the model file')
    .option('--open', 'open a pull request with it, the evidence as its text')
    .action(async (options: SuggestOptions, command: Command) => {
      const made = await suggest(options, command);
      if (options.out !== undefined) write(options.out, made.content);
      if (options.open) made.pullRequest = await openPull(command, made);
      printResult(command, made, describeSuggestion);
    });
}

async function suggest(options: SuggestOptions, command: Command): Promise<MadeSuggestion> {
  const [capacity, seed] = [readCapacity(options.capacity), readSeed(options.seed)];
  const observed =
    options.facts === undefined
      ? await observeOnline(patient(command), options.model, options.outcome, tellProgress(wantsJson(command)))
      : await observeOffline(options.facts, options.model, options.outcome);
  const { model, tree, outcome, end, observations } = observed;
  try {
    const question = { outcome, targets: flaggingStages(tree.lifecycle), end, seed, capacity };
    const { model: proposed, ...evidence } = suggestModel(model, observations, question);
    const content = printCanonical(proposed as unknown as Json);
    const anew = expectAnew(tree, proposed);
    const examples = anew && {
      path: `models/${model.key}.test.json`,
      content: printCanonical(anew.test as unknown as Json),
      changed: anew.changed,
    };
    return { ...evidence, model: model.key, path: `models/${model.key}.json`, content, examples, pullRequest: null };
  } catch (error) {
    throw error instanceof RangeError ? new CliError(error.message) : error;
  }
}

/** The first handoff stage and the open and won ones after it. */
function flaggingStages({ stages }: Lifecycle): Set<string> {
  const first = stages.findIndex((stage) => stage.handoff);
  const after = stages.filter((stage, index) => index >= first && /^(open|won)$/.test(stage.category));
  return new Set(first < 0 ? [] : after.map(({ key }) => key));
}

async function openPull(command: Command, made: MadeSuggestion): Promise<number> {
  const input = {
    title: `Fit the points of ${made.model} to what became of its leads`,
    body: pullBody(made),
    files: [made, ...(made.examples ? [made.examples] : [])].map(({ path, content }) => ({ path, content })),
  };
  const { pullRequest } = await changePull(openConnection(command), {
    name: 'openPullRequest',
    type: 'OpenPullRequestInput!',
    input,
  });
  if (!pullRequest) throw new CliError('The server opened no pull request.');
  return pullRequest.number;
}

/** Reads many leads: a spent budget is waited for, and said. */
function patient(command: Command): Connection {
  return patientConnection(openConnection(command), (sentence) => process.stderr.write(`${sentence}\n`));
}

function write(file: string, content: string): void {
  try {
    writeFileSync(file, content);
  } catch (error) {
    throw new CliError(`The model cannot be written: ${(error as Error).message}`);
  }
}

function readCapacity(text: string | undefined): number | null {
  if (text === undefined) return null;
  const leads = Number(text);
  if (Number.isFinite(leads) && leads > 0) return leads;
  throw new CliError(`--capacity is ${JSON.stringify(text)}: a number of leads a week above 0.`, 2);
}

function readSeed(text: string): number {
  const seed = Number(text);
  if (Number.isInteger(seed) && seed >= 0 && seed <= 0xffffffff) return seed;
  throw new CliError(`--seed is ${JSON.stringify(text)}: a whole number from 0 to ${0xffffffff}.`, 2);
}

function tellProgress(isQuiet: boolean): (done: number, total: number) => void {
  return (done, total) => {
    if (!isQuiet && process.stderr.isTTY)
      process.stderr.write(`\rreading leads: ${done} of ${total}\u001b[K${done === total ? '\n' : ''}`);
  };
}
