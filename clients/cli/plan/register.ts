import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { diffTrees } from '../../../core/definitions/diff/diff-trees.js';
import { weighEvidence } from '../../../core/definitions/impact/weigh-evidence.js';
import type { Files } from '../../../core/definitions/tree.js';
import { zoneOfFiles } from '../../../core/definitions/tree-time-zone.js';
import { CliError } from '../cli-error.js';
import { openConnection } from '../connection.js';
import { printResult, wantsJson } from '../output.js';
import { changedFiles } from '../pr/changed-files.js';
import { fetchMain, fetchTree } from '../pr/fetch-tree.js';
import { readInstant } from '../read-instant.js';
import { describePlan, type Plan } from './describe-plan.js';
import { fetchImpact } from './fetch-impact.js';
import { isSameTree } from './is-same-tree.js';
import { planOffline } from './plan-offline.js';
import { readProposed } from './read-proposed.js';

interface PlanOptions {
  detailedExitcode?: boolean;
  out?: string;
  days: string;
  to?: string;
  facts?: string;
}

const DAY_MS = 86_400_000;
const MOST_DAYS = 3_660;

/** Adds `plan DIR`: what a folder of definitions would have done on history, the server's or exported, before anybody proposes it. */
export function registerPlan(program: Command): void {
  program
    .command('plan <folder>')
    .description("try a folder of definitions on the server's history: what would have been otherwise, and for whom")
    .option('--days <days>', 'how far to go back', '90')
    .option('--to <instant>', 'where the window ends, such as 2026-03-31T12:00:00Z; now if left out')
    .option('--facts <file>', 'on exported facts instead of a server: accord facts export > FILE')
    .option('--out <file>', 'write the plan as JSON, and the report as FILE.md')
    .option('--detailed-exitcode', 'exit with 0 for no change, 1 for an error, 2 for changes')
    .action(async (folder: string, options: PlanOptions, command: Command) => {
      const [days, to] = [readDays(options.days), readInstant('--to', options.to)];
      const today = new Date().toISOString().slice(0, 10);
      const read = () => readProposed(folder, today, (text) => wantsJson(command) || process.stderr.write(text));
      const plan =
        options.facts === undefined
          ? await planOnline(read, { days, to }, command)
          : await planOffline(read(), { facts: options.facts, days, to });
      if (options.out !== undefined) writePlan(options.out, plan);
      printResult(command, plan, describePlan);
      if (options.detailedExitcode && plan.impact) process.exitCode = 2;
    });
}

async function planOnline(
  read: () => Files,
  asked: { days: number; to: Date | null },
  command: Command,
): Promise<Plan> {
  const connection = openConnection(command);
  const proposed = read();
  const tree = await fetchTree(connection, await fetchMain(connection));
  if (isSameTree(tree, proposed)) return { changes: [], level: null, because: null, impact: null };
  const files = changedFiles(tree, proposed);
  const changes = diffTrees(tree, proposed);
  const { days, to = null } = asked;
  const end = to ?? new Date();
  const from = new Date(end.getTime() - days * DAY_MS);
  const window = { from: from.toISOString(), to: end.toISOString(), timeZone: zoneOfFiles(tree) };
  const impact = await fetchImpact(connection, { files, window }, tellProgress(wantsJson(command)));
  const { level, because } = weighEvidence(changes, [{ ...impact, days }]);
  return { changes: changes.map((one) => ({ level: one.level, summary: one.summary })), level, because, impact };
}

function readDays(text: string): number {
  const days = Number(text);
  if (Number.isInteger(days) && days >= 1 && days <= MOST_DAYS) return days;
  throw new CliError(`--days is ${JSON.stringify(text)}: a whole number from 1 to ${MOST_DAYS}.`, 2);
}

function tellProgress(isQuiet: boolean): (progress: number) => void {
  let told = -1;
  return (progress) => {
    const percent = Math.floor(progress * 100);
    if (isQuiet || !process.stderr.isTTY || percent === told) return;
    told = percent;
    process.stderr.write(`\rreplaying history: ${percent} %\u001b[K${percent === 100 ? '\n' : ''}`);
  };
}

function writePlan(file: string, plan: Plan): void {
  try {
    writeFileSync(file, `${JSON.stringify(plan, null, 2)}\n`);
    if (plan.impact) writeFileSync(`${file}.md`, `${plan.impact.markdown}\n`);
  } catch (error) {
    throw new CliError(`The plan cannot be written: ${(error as Error).message}`);
  }
}
