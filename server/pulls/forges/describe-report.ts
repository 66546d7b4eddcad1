import { listWords } from '../../../core/definitions/agreement/list-words.js';
import { diffMarkdown } from '../../../core/definitions/diff/diff-markdown.js';
import { escapeMarkdown } from '../../../core/definitions/diff/escape-markdown.js';
import type { SignOffDecision } from '../../../core/definitions/sign-offs/weigh-sign-offs.js';
import type { CheckResult } from '../checks/check-result.js';
import { listCheckBlockers } from '../list-blockers.js';
import type { Merging } from '../merging.js';
import type { PullRow } from '../pull-row.js';
import type { ForgeStatus } from './forge.js';

/** What is told on the forge of a pull request. */
export interface Report {
  status: Omit<ForgeStatus, 'url'>;
  body: string;
}

/** What a report is made from. */
export interface Reported {
  pull: Pick<PullRow, 'number' | 'state' | 'mergeCommit'>;
  merging: Pick<Merging, 'changes' | 'conflicts' | 'level' | 'effect'>;
  checks: readonly CheckResult[];
  signOffs: SignOffDecision;
  /** The report of its history as Markdown, where it is there. */
  impact: string | null;
  /** The release it is in force by. */
  release: number | null;
}

/** How a comment of ours begins: by it it is found again. */
export const MARKER = '<!-- accord: report of this change -->';

const MOST_BODY = 60_000;
const MOST_TOLD = 50;

/** The status and the one comment of a pull request: what merging it would change, its checks, who must sign. */
export function describeReport(reported: Reported): Report {
  const { pull, merging, checks, signOffs, impact } = reported;
  const status = describeStatus(reported);
  const asked = signOffs.signOffs.map(({ team, given, required, satisfied }) => {
    return `- ${satisfied ? '✔' : '…'} ${team}: ${given} of ${required}\n`;
  });
  const parts = [
    `### Accord: ${escapeMarkdown(status.description)}\n`,
    `Pull request ${pull.number}, ${merging.level.toLowerCase()}, effect \`${merging.effect.slice(0, 19)}…\`.\n`,
    diffMarkdown(merging.changes),
    ...(asked.length > 0 ? [`#### Who must sign\n\n${asked.join('')}`] : []),
    ...section(
      'In conflict with main',
      merging.conflicts.map(({ path, pointer, summary }) => `${path}${pointer}: ${summary}`),
    ),
    ...section('In the way of its merge', pull.state === 'MERGED' ? [] : signOffs.blockers),
    `#### Checks\n\n${checks.map(({ name, conclusion, summary }) => `- **${conclusion.toLowerCase()}** ${name}: ${escapeMarkdown(summary)}\n`).join('')}`,
    ...section('Found', listNotes(checks)),
    ...(impact === null ? [] : [`#### What it would have done\n\n${impact}\n`]),
  ];
  return { status, body: withinLimit(parts.join('\n')) };
}

/** The same for a change that cannot be taken at all. */
export function describeFaults(faults: readonly string[]): Report {
  const status = { state: 'failure' as const, description: 'It cannot be read as definitions: see the comment.' };
  const body = [`### Accord: ${status.description}\n`, ...section('Found', faults)].join('\n');
  return { status, body: withinLimit(body) };
}

function describeStatus({ pull, merging, checks, signOffs, release }: Reported): Report['status'] {
  const say = (state: ForgeStatus['state'], text: string) => ({ state, description: text.slice(0, 140) });
  if (pull.state === 'MERGED') {
    return say('success', release === null ? 'Merged, not in force yet.' : `In force as release ${release}.`);
  }
  if (pull.state === 'CLOSED') return say('failure', 'Closed.');
  if (merging.conflicts.length > 0) return say('failure', 'It is in conflict with main.');
  const failing = checks.filter((check) => check.conclusion === 'FAILURE');
  if (failing.length > 0) return say('failure', listCheckBlockers(failing)[0] ?? 'A check fails.');
  if (checks.some((check) => check.conclusion === 'PENDING')) return say('pending', 'The checks run.');
  if (signOffs.ready) return say('success', 'Checked and signed: it may be merged.');
  const missing = signOffs.signOffs.filter((each) => !each.satisfied).map((each) => each.team);
  return say(
    'pending',
    missing.length > 0 ? `To be signed by ${listWords(missing)}.` : (signOffs.blockers[0] ?? 'Not signed.'),
  );
}

function listNotes(checks: readonly CheckResult[]): string[] {
  const notes = checks.flatMap((check) => check.annotations).filter(({ level }) => level !== 'NOTICE');
  return notes.map(({ path, line, message, hint }) => `${path}:${line ?? 1} ${hint ? `${message} ${hint}` : message}`);
}

function section(title: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  const told = lines.slice(0, MOST_TOLD).map((line) => `- ${escapeMarkdown(line)}\n`);
  const more = lines.length > MOST_TOLD ? [`- and ${lines.length - MOST_TOLD} more\n`] : [];
  return [`#### ${title}\n\n${[...told, ...more].join('')}`];
}

/** Forges take no longer comments than 65,536 characters. */
function withinLimit(body: string): string {
  const cut = body.length <= MOST_BODY ? body : `${body.slice(0, MOST_BODY)}\n\n… cut here: Accord shows the rest.`;
  return `${MARKER}\n${cut}`;
}
