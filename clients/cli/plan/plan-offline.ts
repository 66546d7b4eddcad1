import { type CompiledTree, compileTree } from '../../../core/definitions/compile-tree.js';
import { diffTrees } from '../../../core/definitions/diff/diff-trees.js';
import { addTallies } from '../../../core/definitions/impact/add-tallies.js';
import type { FactsHead, FactsLine } from '../../../core/definitions/impact/facts-file.js';
import { findMisread } from '../../../core/definitions/impact/find-misread.js';
import { impactFrame } from '../../../core/definitions/impact/impact-frame.js';
import { isMoved } from '../../../core/definitions/impact/is-moved.js';
import type { LeadComparison } from '../../../core/definitions/impact/lead-comparison.js';
import { openTally } from '../../../core/definitions/impact/open-tally.js';
import { renameSide } from '../../../core/definitions/impact/rename-side.js';
import { type TallyQuestion, tallyRows } from '../../../core/definitions/impact/tally-rows.js';
import { writeReport } from '../../../core/definitions/impact/write-report.js';
import { readTrustedTree } from '../../../core/definitions/read-trusted-tree.js';
import { findStage } from '../../../core/definitions/stage-order.js';
import type { Files } from '../../../core/definitions/tree.js';
import { treeTimeZone } from '../../../core/definitions/tree-time-zone.js';
import { fromMicro } from '../../../core/scoring/micro.js';
import { CliError } from '../cli-error.js';
import { describeProblems } from '../models/describe-problems.js';
import type { Plan } from './describe-plan.js';
import type { SampledLead } from './fetch-impact.js';
import { isSameTree } from './is-same-tree.js';
import { readFacts } from './read-facts.js';

const DAY_MS = 86_400_000;
const SHOWN = 10;

/**
 * Tries a folder's files on exported facts, without a server: by the code the server runs, so the report is the same, byte
 * for byte, for the same facts and window. @throws CliError where files or facts cannot be read
 */
export async function planOffline(
  proposed: Files,
  { facts, days, to }: { facts: string; days: number; to: Date | null },
): Promise<Plan> {
  let question: (TallyQuestion & { isSame: boolean }) | null = null;
  const tally = openTally();
  const shown: { moved: LeadComparison[]; staying: LeadComparison[] } = { moved: [], staying: [] };
  const { head } = await readFacts(facts, (rows, head) => {
    question ??= ask(proposed, head, days, to);
    const lead = question.isSame ? null : tallyLine(question, rows);
    const alike = lead && (isMoved(question.frame, lead) ? shown.moved : shown.staying);
    if (alike && alike.length < SHOWN) alike.push(lead);
  });
  question ??= ask(proposed, head, days, to);
  const { trees, frame, window, isSame } = question as TallyQuestion & { isSame: boolean };
  if (isSame) return { changes: [], level: null, because: null, impact: null };
  const changes = diffTrees(head.files, proposed);
  const { capacity } = head;
  const timeZone = treeTimeZone(trees.base.tree);
  const spoken = {
    base: trees.base,
    changes,
    frame,
    window: { ...window, timeZone },
    capacity,
    askedAt: Date.parse(head.at),
  };
  const { figures, summary, markdown, weighed } = writeReport(spoken, addTallies([tally]));
  const stage = (key: string) => ({ key, label: findStage(trees.base.tree.lifecycle, key)?.label ?? key });
  const sample = [...shown.moved, ...shown.staying].slice(0, SHOWN).map(
    ({ id, base, head: then }): SampledLead => ({
      lead: { id },
      before: pointsOf(base.value),
      after: pointsOf(then.value),
      stageBefore: stage(base.stage),
      stageAfter: stage(renameSide(then, frame.renames).stage),
    }),
  );
  const { gained: _gained, lost: _lost, faults: _faults, ...told } = figures;
  return {
    changes: changes.map(({ level, summary: sentence }) => ({ level, summary: sentence })),
    level: weighed.level,
    because: weighed.because,
    impact: {
      ...told,
      ...{ id: null, state: 'SUCCEEDED', progress: 1, summary, markdown, sample: { nodes: sample } },
      window: { from: textOf(window.from), to: textOf(window.to), timeZone },
      moves: figures.moves.map(({ from, to: into, count }) => ({ from: stage(from), to: stage(into), count })),
      quality: figures.quality.map((one) => ({ ...one, outcome: stage(one.outcome) })),
    },
  };

  function tallyLine(asked: TallyQuestion, rows: FactsLine): LeadComparison | null {
    const { from, to: end } = asked.window;
    if (rows.lead.createdAt >= end) return null;
    const crossings = rows.crossings.filter(({ at }) => at >= from && at < end);
    const before = tally.changed;
    const compared = tallyRows(asked, tally, { ...rows, crossings });
    return tally.changed > before ? compared : null;
  }
}

function ask(proposed: Files, head: FactsHead, days: number, to: Date | null): TallyQuestion & { isSame: boolean } {
  const end = Math.min(to?.getTime() ?? Number.POSITIVE_INFINITY, Date.parse(head.at));
  const window = { from: end - days * DAY_MS, to: end };
  const misread = findMisread(head.files, proposed);
  if (misread !== null) throw new CliError(misread);
  const trees = { base: compile(head.files), head: compile(proposed) };
  const { comparableSince } = head;
  const isSame = isSameTree(head.files, proposed);
  return { trees, frame: impactFrame(trees.base, trees.head), window, comparableSince, isSame };
}

function compile(files: Files): CompiledTree {
  const { tree, problems } = readTrustedTree(files);
  const errors = problems.filter(({ level }) => level === 'error');
  if (errors.length > 0) throw new CliError(describeProblems(errors, '.', false));
  try {
    return compileTree(tree);
  } catch (error) {
    throw error instanceof RangeError ? new CliError(error.message) : error;
  }
}

function textOf(instant: number): string {
  return new Date(instant).toISOString();
}

function pointsOf(value: number | null): { value: number } | null {
  return value === null ? null : { value: fromMicro(value) };
}
