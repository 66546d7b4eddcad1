import { CliError } from '../../cli-error.js';

/** The stage that counts as success: the one named, else the first won one. @throws CliError where there is none */
export function outcomeOf(stages: readonly { key: string; category: string }[], named: string | undefined): string {
  const found = stages.find(({ key, category }) => (named === undefined ? category === 'won' : key === named));
  if (found) return found.key;
  const keys = stages.map(({ key }) => key).join(', ');
  throw new CliError(
    named === undefined
      ? `No stage is won: name what counts as success with --outcome, one of ${keys}.`
      : `There is no stage '${named}'. The stages are: ${keys}.`,
  );
}

/** Refuses a model that the tree does not have, naming those it has. @throws CliError */
export function refuseUnknownModel(model: string, known: readonly string[]): void {
  if (known.includes(model)) return;
  throw new CliError(`There is no model '${model}'. The models are: ${known.join(', ')}.`);
}
