import type { CompiledTree } from '../../../core/definitions/compile-tree.js';
import type { LeadHistory } from '../../../core/definitions/impact/lead-history.js';
import { orderHistory } from '../../../core/definitions/impact/order-history.js';
import { replaySide } from '../../../core/definitions/impact/replay-side.js';
import type { Db } from '../../db/database.js';
import { loadRows } from '../../leads/history/load-rows.js';
import { factKey } from '../../leads/intake/load-facts.js';
import type { ScoreReport } from '../../leads/score.js';
import { scoreReport } from '../../leads/score-report.js';
import type { PreparedQuestion } from './prepare-question.js';

/** A changed lead with what both sides say of it at the end of the window; null: no model applies. */
export interface SampledLead {
  leadId: string;
  before: ScoreReport | null;
  after: ScoreReport | null;
  stageBefore: string;
  stageAfter: string;
}

/** Explains changed leads under both trees, in the order given. */
export async function sampleLeads(
  db: Db,
  question: PreparedQuestion,
  baseCommit: string,
  ids: readonly string[],
): Promise<SampledLead[]> {
  const { trees, frame, window } = question;
  const sampled = new Map<string, SampledLead>();
  for (const rows of await loadRows(db, { ids }, window, new Set())) {
    const history = orderHistory(rows, trees.base.tree.lifecycle, window, false);
    const known = new Map(rows.facts.map((row) => [factKey(row), row.id]));
    const side = (which: 'base' | 'head') => explainSide(trees[which], history, { question, which, baseCommit, known });
    const [base, head] = [side('base'), side('head')];
    sampled.set(rows.lead.id, {
      leadId: rows.lead.id,
      before: base.report,
      after: head.report,
      stageBefore: base.stage,
      stageAfter: frame.renames.stages.get(head.stage) ?? head.stage,
    });
  }
  return ids.flatMap((id) => sampled.get(id) ?? []);
}

function explainSide(
  tree: CompiledTree,
  history: LeadHistory,
  context: {
    question: PreparedQuestion;
    which: 'base' | 'head';
    baseCommit: string;
    known: ReadonlyMap<string, number>;
  },
): { report: ScoreReport | null; stage: string } {
  const { window, frame } = context.question;
  const at = window.to - 1;
  const [flags, handoff] = [frame.flags[context.which], frame.handoffs[context.which]];
  const asked = { window, flags, handoff, judgedAt: at };
  const { followed } = replaySide(tree, history, asked);
  const { model, timeline, thresholds, stage } = followed;
  if (!model) return { report: null, stage };
  const { benchmarks } = tree.tree;
  const told = { states: thresholds, commit: context.baseCommit, benchmarks, ids: context.known };
  return { report: scoreReport(model, timeline, at, told), stage };
}
