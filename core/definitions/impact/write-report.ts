import type { Instant } from '../../scoring/facts.js';
import type { CompiledTree } from '../compile-tree.js';
import type { DefinitionChange } from '../diff/definition-change.js';
import { findStage } from '../stage-order.js';
import type { ImpactFrame } from './impact-frame.js';
import { impactMarkdown } from './impact-markdown.js';
import type { ImpactFigures } from './impact-report.js';
import type { CountedTally } from './impact-tally.js';
import type { ImpactWindow } from './lead-history.js';
import { reportImpact } from './report-impact.js';
import { summariseImpact } from './summarise-impact.js';
import { type WeighedLevel, weighEvidence } from './weigh-evidence.js';

const DAY_MS = 86_400_000;

/** What a report is written from, besides what was counted; `capacity` is what the pools take a week, null: nobody said. */
export interface ReportFrame {
  base: CompiledTree;
  changes: readonly DefinitionChange[];
  frame: ImpactFrame;
  window: ImpactWindow & { timeZone: string };
  capacity: number | null;
  /** When somebody asked for it. */
  askedAt: Instant;
}

/** A report: its figures, its sentence, its Markdown of at most 60,000 characters, and the class it gives the change. */
export interface WrittenReport {
  figures: ImpactFigures;
  summary: string;
  markdown: string;
  weighed: WeighedLevel;
}

/** Writes the report of a whole tally: the same bytes for the same facts, window and definitions. */
export function writeReport(
  { base, changes, frame, window, capacity, askedAt }: ReportFrame,
  tally: CountedTally,
): WrittenReport {
  const figures = reportImpact(base, frame, window, tally, capacity);
  const sentences = changes.map((change) => change.summary);
  const spelled = [window.from, window.to].map((at) => new Date(at).toISOString().slice(0, 10)).join(' to ');
  const span = askedAt - window.to < DAY_MS ? null : `from ${spelled}`;
  const summary = summariseImpact(base, frame, { ...window, span }, figures, sentences);
  const weighed = weighEvidence(changes, [{ ...figures, days: (window.to - window.from) / DAY_MS }]);
  const markdown = impactMarkdown(summary, figures, {
    stage: (key) => findStage(base.tree.lifecycle, key)?.label ?? key,
    window: `${spelled} (${window.timeZone})`,
    weighed,
  });
  return { figures, summary, markdown, weighed };
}
