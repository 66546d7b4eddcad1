import type { Pull } from './pull.js';

/** A pull request for people: what it changes, its checks, who must sign, what stands in the way. */
export function describePull(pull: Pull): string {
  const { number, title, state, author, branch, level, body } = pull;
  const touched = new Set(pull.diff.changes.map((change) => change.path));
  const others = pull.contributors.map((one) => one.displayName).join(', ');
  return [
    `#${number} ${title}`,
    `${state.toLowerCase()}, ${level.toLowerCase()}, by ${author.displayName}${others ? ` with ${others}` : ''}, ${branch}`,
    ...(pull.mergeCommit ? [`merged as ${pull.mergeCommit}${inForce(pull)}`] : []),
    ...section('', body ? [body] : []),
    ...section(
      'Changes',
      pull.diff.changes.map(({ level: of, summary }) => `${of.toLowerCase().padEnd(9)} ${summary}`),
    ),
    ...section(
      'Checks',
      pull.checks.flatMap((check) => describeCheck(check, touched)),
    ),
    ...section(
      'In conflict with main',
      pull.conflicts.map(({ path, pointer, summary }) => `${path}${pointer}: ${summary}`),
    ),
    ...section('Who must sign', pull.signOffs.map(describeSignOff)),
    ...section('Reviews', pull.reviews.map(describeReview)),
    ...section(
      'Comments',
      pull.comments.map(
        ({ author: by, path, body: words }) => `${by.displayName}${path ? ` on ${path}` : ''}: ${words}`,
      ),
    ),
    ...section(
      'Also open on the same files',
      pull.overlaps.map((other) => `#${other.number} ${other.title}`),
    ),
    ...section('In the way of its merge', pull.mergeBlockers),
    '',
    `effect ${pull.effect}`,
  ].join('\n');
}

function inForce({ promotion }: Pull): string {
  return promotion ? `, in force as release ${promotion.release}` : ', not in force by itself';
}

function section(title: string, lines: string[]): string[] {
  return lines.length === 0 ? [] : ['', ...(title ? [`${title}:`] : []), ...lines.map((line) => `  ${line}`)];
}

/** Errors are all told, warnings where the proposal touches their file. */
function describeCheck(
  { name, conclusion, summary, annotations }: Pull['checks'][number],
  touched: Set<string>,
): string[] {
  const told = annotations.filter(({ level, path }) => level === 'ERROR' || (level === 'WARNING' && touched.has(path)));
  const others = annotations.filter(({ level }) => level !== 'NOTICE').length - told.length;
  return [
    `${conclusion.toLowerCase().padEnd(8)} ${name}: ${summary}`,
    ...told.map(
      ({ path, line, message, hint }) => `  ${path}${line ? `:${line}` : ''} ${message}${hint ? ` ${hint}` : ''}`,
    ),
    ...(others > 0 ? [`  (${others} about files that it does not touch: --json shows them)`] : []),
  ];
}

function describeSignOff({ team, required, given, satisfied, by, because }: Pull['signOffs'][number]): string {
  const names = by.map((one) => one.displayName).join(', ');
  const stand = satisfied ? `signed${names ? ` by ${names}` : ''}` : `${given} of ${required} signed`;
  return `${team.toLowerCase()}: ${stand} (${because.join('; ')})`;
}

function describeReview({ author, verdict, body, stale, withdrawnAt }: Pull['reviews'][number]): string {
  const marks = [...(stale ? ['stale'] : []), ...(withdrawnAt ? ['withdrawn'] : [])];
  const said = verdict.toLowerCase().replace('_', ' ');
  return `${author.displayName}: ${said}${marks.length > 0 ? ` (${marks.join(', ')})` : ''}${body ? `: ${body}` : ''}`;
}
