import { slaTriggers } from '../condition-sites.js';
import type { Finding } from '../finding.js';
import type { CheckedTree } from './check.js';
import { unknownWord } from './unknown-word.js';

/** Errors: stages named anywhere in the tree that lifecycle.json does not have. */
export function findUnknownStages({ tree, words, sound }: CheckedTree): Finding[] {
  if (!sound.has('lifecycle.json')) return [];
  const { lifecycle, benchmarks, models, tests } = tree;
  const uses: [string, string, string | undefined][] = [
    ['lifecycle.json', '/initial', lifecycle.initial],
    ['lifecycle.json', '/identified', lifecycle.identified],
  ];
  lifecycle.stages.forEach((stage, i) =>
    uses.push(['lifecycle.json', `/stages/${i}/handoff/acceptTo`, stage.handoff?.acceptTo]),
  );
  lifecycle.moves.forEach((move, i) => {
    move.from.forEach((from, j) => uses.push(['lifecycle.json', `/moves/${i}/from/${j}`, from]));
    uses.push(['lifecycle.json', `/moves/${i}/to`, move.to]);
  });
  lifecycle.reasons?.forEach((reason, i) => {
    reason.from.forEach((from, j) => uses.push(['lifecycle.json', `/reasons/${i}/from/${j}`, from]));
  });
  for (const { pointer, trigger } of slaTriggers(tree)) {
    if ('enter' in trigger) uses.push(['slas.json', `${pointer}/enter`, trigger.enter]);
    if ('leave' in trigger) uses.push(['slas.json', `${pointer}/leave`, trigger.leave]);
  }
  benchmarks.profiles.forEach((profile, i) => {
    profile.metrics.forEach((metric, j) => {
      uses.push(['benchmarks.json', `/profiles/${i}/metrics/${j}/from`, metric.from]);
      uses.push(['benchmarks.json', `/profiles/${i}/metrics/${j}/to`, metric.to]);
    });
  });
  for (const stage of Object.keys(benchmarks.findings?.['dwell'] ?? {})) {
    uses.push(['benchmarks.json', `/findings/dwell/${stage}`, stage]);
  }
  const { notifications } = tree.notifications as unknown as { notifications: { on: { enter?: string } }[] };
  notifications.forEach((one, i) => uses.push(['notifications.json', `/notifications/${i}/on/enter`, one.on.enter]));
  for (const [key, model] of Object.entries(models)) {
    model.thresholds.forEach((threshold, i) => {
      uses.push([`models/${key}.json`, `/thresholds/${i}/moveTo`, threshold.moveTo]);
      uses.push([`models/${key}.json`, `/thresholds/${i}/suggest`, threshold.suggest]);
    });
  }
  for (const [key, test] of Object.entries(tests)) {
    test.leads.forEach((lead, i) =>
      uses.push([`models/${key}.test.json`, `/leads/${i}/expect/stage`, lead.expect.stage]),
    );
  }
  for (const [from, to] of Object.entries(lifecycle.renamed?.['stages'] ?? {})) {
    uses.push(['lifecycle.json', `/renamed/stages/${from}`, to]);
  }
  return uses.flatMap(([path, pointer, stage]) =>
    stage === undefined ? [] : unknownWord('stage', stage, words.stages, path, pointer),
  );
}
