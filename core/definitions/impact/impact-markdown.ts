import { escapeMarkdown } from '../diff/escape-markdown.js';
import type { Estimate } from './estimate.js';
import type { ImpactFigures, ModelQuality } from './impact-report.js';
import { isFaithful } from './is-faithful.js';
import type { WeighedLevel } from './weigh-evidence.js';

const LONGEST = 60_000;
const ROWS = 50;
/** Characters of a name in a table, and of a sentence. */
const NAME = 80;
const SENTENCE = 4_000;

/** Names by key, for tables: a stage by its label. */
export interface ImpactLabels {
  stage: (key: string) => string;
  window: string;
  weighed: WeighedLevel;
}

/** The whole report under a pull request: the sentence, then the tables folded; at most 60,000 characters. */
export function impactMarkdown(summary: string, figures: ImpactFigures, labels: ImpactLabels): string {
  const { leads, changed, unchanged, notEvaluable, errors, mismatchShare } = figures;
  const head = [
    `**${shown(summary, SENTENCE)}**`,
    table(
      ['Leads', 'Changed', 'Unchanged', 'Not evaluable', 'Errors'],
      [[leads, changed, unchanged, notEvaluable, errors].map(String)],
    ),
    faithLine(mismatchShare),
    classLine(labels.weighed),
    ...(figures.faults.length > 0 ? [`Errors, such as: ${shown(figures.faults.join('; '), SENTENCE)}`] : []),
  ];
  const sections = [
    section('Thresholds', thresholdRows(figures), ['Threshold', 'Now', 'Then', 'Gained', 'Lost', 'Earlier by']),
    section('Stages at the end', moveRows(figures, labels), ['Now', 'Then', 'Leads']),
    section('Flagged leads', flaggedRows(figures), ['', 'Now', 'Then']),
    section(
      'Quality against outcomes',
      figures.quality.map((one) => qualityRow(one, labels)),
      QUALITY,
    ),
    section('Handoffs a week', loadRows(figures), ['Week of', 'Now', 'Then', 'Capacity']),
    section('By source', sliceRows(figures.bySource), ['Source', 'Leads', 'Flagged now', 'Flagged then']),
    section('By segment', sliceRows(figures.bySegment), ['Segment', 'Leads', 'Flagged now', 'Flagged then']),
    section('Scores', distributionRows(figures), ['Points', 'Leads now', 'Leads then']),
  ];
  const foot = `Window: ${shown(labels.window)}. 'Now' is the base, 'then' the proposal. Leads that people decided keep their outcome; intervals are of 95 %.`;
  return joinFitting([...head, ...sections.filter((one) => one !== '')], foot);
}

function faithLine(mismatchShare: number | null): string {
  if (mismatchShare === null)
    return 'No crossings were recorded under these definitions yet, so the replay could not be compared with the record.';
  const differs = `differs from the record in ${percent(mismatchShare)} of the crossings`;
  return isFaithful({ mismatchShare })
    ? `The replay of what is in force ${differs}.`
    : `**The replay is not faithful:** it ${differs}. The figures are not to be believed.`;
}

function classLine({ rule, level, because }: WeighedLevel): string {
  if (because === null) return `Class: ${level}, by the rules; this evidence leaves it there.`;
  const reason = shown(because, SENTENCE);
  return `Class: **${level}**, ${level === 'DANGEROUS' && rule === 'BREAKING' ? 'lowered' : 'raised'} from ${rule} by evidence: ${reason}.`;
}

function thresholdRows({ thresholds }: ImpactFigures): string[][] {
  return thresholds.map(({ key, base, head, gained, lost, earlierSeconds }) => {
    const earlier = earlierSeconds === null ? '' : `${Math.round((earlierSeconds / 3600) * 10) / 10} h`;
    return [shown(key), ...[base, head, gained, lost].map(String), earlier];
  });
}

function moveRows({ moves }: ImpactFigures, { stage }: ImpactLabels): string[][] {
  return moves.map(({ from, to, count }) => [shown(stage(from)), shown(stage(to)), String(count)]);
}

function flaggedRows({ flaggedShareBase, flaggedShareHead }: ImpactFigures): string[][] {
  if (flaggedShareBase === null || flaggedShareHead === null) return [];
  return [['Share of identified leads', percent(flaggedShareBase), percent(flaggedShareHead)]];
}

const QUALITY = ['Outcome', 'Side', 'Judged', 'Too young', 'Precision', 'Recall', 'Lift', 'AUC', 'Conversion'];

function qualityRow(one: ModelQuality, { stage }: ImpactLabels): string[] {
  const { side, outcome, judged, tooYoung, precision, recall, lift, auc, conversion } = one;
  return [
    shown(stage(outcome)),
    side === 'BASE' ? 'now' : 'then',
    String(judged),
    String(tooYoung),
    interval(precision, percent),
    interval(recall, percent),
    interval(lift, decimal),
    interval(auc, decimal),
    interval(conversion, percent),
  ];
}

function loadRows({ weeklyLoad }: ImpactFigures): string[][] {
  return weeklyLoad.map(({ week, base, head, capacity }) => [week, String(base), String(head), String(capacity ?? '')]);
}

function sliceRows(slices: ImpactFigures['bySource']): string[][] {
  return slices.map(({ value, leads, base, head }) => [shown(value ?? '(none)'), ...[leads, base, head].map(String)]);
}

function distributionRows({ distribution }: ImpactFigures): string[][] {
  return distribution.map(({ from, to, count, headCount }) => [`${from} to ${to}`, String(count), String(headCount)]);
}

function section(title: string, rows: readonly (readonly string[])[], columns: readonly string[]): string {
  if (rows.length === 0) return '';
  const left = rows.length - ROWS;
  const more = left > 0 ? `\n\n…and ${left} more.` : '';
  return `<details><summary>${title}</summary>\n\n${table(columns, rows.slice(0, ROWS))}${more}\n\n</details>`;
}

function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(columns), line(columns.map(() => '---')), ...rows.map(line)].join('\n');
}

function interval(estimate: Estimate | null, write: (value: number) => string): string {
  return estimate === null ? '' : `${write(estimate.value)} (${write(estimate.low)}–${write(estimate.high)})`;
}

function percent(share: number): string {
  return `${Math.round(share * 1000) / 10} %`;
}

function decimal(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** A text as it is, cut where it is too long to be read in a table. */
function shown(text: string, longest = NAME): string {
  const signs = [...text.slice(0, 2 * longest + 2)];
  return escapeMarkdown(signs.length > longest ? `${signs.slice(0, longest - 1).join('')}…` : text);
}

/** Whole parts, in order: the sections that fit, and always the foot. */
function joinFitting(parts: readonly string[], foot: string): string {
  const kept: string[] = [];
  let length = foot.length;
  for (const part of parts) {
    if (length + part.length + 2 > LONGEST) continue;
    length += part.length + 2;
    kept.push(part);
  }
  return [...kept, foot].join('\n\n');
}
