import { literal } from '../generate/writer.js';
import { READABLE_THRESHOLDS } from '../may-cross.js';
import type { ColumnRule } from './column-rules.js';
import { type ColumnWriter, NotInColumns } from './column-writer.js';

/** The parts of a replay. */
export interface ReplayParts {
  /**
   * What is told of a lead: its crossings; what threshold conditions read from each instant on at which they read otherwise
   * than before; or its score at an instant of its own, whenever things became known.
   */
  finds: 'crossings' | 'turns' | 'values';
  writer: ColumnWriter;
  ignored: { lead: string; mask: number };
  rules: ColumnRule[];
  evaluation: string[];
  fading: { bits: string; decaying: string; faded: string } | null;
  primary: string;
  thresholds: { index: number; key: string; cooldown: number }[];
}

/**
 * The text of a replay, lead by lead: from event to event (an activity, the edge of a window, the end of a cool-down),
 * evaluating at each. Where decay may cross a threshold before the next event, the instant is searched for by halving.
 */
export function replayText(parts: ReplayParts): string {
  const { writer, ignored, rules, evaluation, primary } = parts;
  const windows = [...writer.leave].map(([length, statements], i) => ({ length, statements, queue: `q${i}` }));
  const justValues = parts.finds === 'values';
  const fading = justValues ? null : parts.fading;
  const judging = justValues
    ? { begin: '', judge: '' }
    : parts.finds === 'turns'
      ? turnsText(parts)
      : crossingsText(parts);
  return `return function (cols, ${justValues ? 'untils' : 'until'}, visit) {
  const { starts, times${justValues ? '' : ', entries = times'} } = cols;
  ${justValues ? 'const entries = times;' : ''}
  const masks = classify(cols, matchers);
  const known = anyAttribute(cols);
  const NONE = [];
  ${writer.batch.join('\n  ')}
  ${windows.map(({ queue }) => `const ${queue} = indexRoom(cols, ${literal(queue)});`).join('\n  ')}
  for (let lead = 0; lead < cols.leads; lead++) {
    const first = starts[lead], end = starts[lead + 1];
    ${justValues ? 'const until = untils[lead];' : ''}
    ${writer.lead.join('\n    ')}
    const ignored = ${ignored.lead};
    ${windows.map(({ queue }) => `let ${queue}from = 0, ${queue}to = 0;`).join(' ')}
    ${judging.begin}
    let next = first, hold = Infinity, crossings = NONE, value = 0;
    let at = ${-8_640_000_000_000_000}, judged = known(lead), starting = judged, searching = false, finishing = false, low = 0, high = 0, sought = 0;
    for (;;) {
      if (!searching && !starting) {
        ${aheadText(windows)}
        if (ahead > until && fact > until) { at = until; finishing = true; }
        else if (ahead <= fact) {
          at = ahead;
          ${windows.map((window) => leaveText(window)).join('\n          ')}
        } else {
          at = fact;
          const f = next++, t = times[f];
          let m = ignored ? 0 : masks[f];
          ${ignored.mask === 0 ? '' : `if ((m & ${ignored.mask}) !== 0) m = 0;`}
          ${fading === null ? 'if (m === 0 && judged) continue;' : ''}
          masks[f] = m;
          judged = true;
          ${[...writer.enter].map(([bit, statements]) => `if ((m & ${bit}) !== 0) { ${statements.join(' ')} }`).join('\n          ')}
          ${windows.map(({ queue, statements }) => `if ((m & ${maskOf(statements)}) !== 0) ${queue}[${queue}to++] = f;`).join('\n          ')}
        }
        ${rules
          .map((rule) => rule.tidy)
          .filter(Boolean)
          .join('\n        ')}
      }
      starting = false;
      ${justValues ? 'if (!finishing) continue;' : ''}
      ${evaluation.join('\n      ')}
      value = ${primary};
      if (finishing) break;
      ${fading === null ? '' : searchText(fading.bits)}
      ${judging.judge}
      ${fading === null ? '' : driftText(fading, aheadText(windows))}
    }
    ${clearText(writer)}
    visit(lead, value, crossings);
  }
};`;
}

interface Window {
  length: number;
  statements: Map<number, string[]>;
  queue: string;
}

function maskOf(statements: Map<number, string[]>): number {
  return [...statements.keys()].reduce((mask, bit) => mask | bit, 0);
}

/** The next activity and the next instant at which something else happens. */
function aheadText(windows: Window[]): string {
  const edges = windows.map(
    ({ length, queue }) =>
      `if (${queue}from < ${queue}to) ahead = Math.min(ahead, times[${queue}[${queue}from]] + ${length});`,
  );
  return `const fact = next < end ? entries[next] : Infinity; let ahead = hold; ${edges.join(' ')}`;
}

function leaveText({ length, statements, queue }: Window): string {
  const each = [...statements]
    .filter(([, list]) => list.length > 0)
    .map(([bit, list]) => `if ((m & ${bit}) !== 0) { ${list.join(' ')} }`);
  return `while (${queue}from < ${queue}to && times[${queue}[${queue}from]] + ${length} <= at) { const f = ${queue}[${queue}from++]; const m = masks[f]; ${each.join(' ')} }`;
}

/** While searching: narrows down to the first instant at which a test on scores is another. */
function searchText(bits: string): string {
  return `const bits = ${bits};
      if (searching) {
        if (bits === sought) low = at; else high = at;
        if (high === Infinity) { searching = false; continue; }
        if (high - low > 1) { at = Math.floor(low + (high - low) / 2); continue; }
        if (at !== high) { at = high; continue; }
        searching = false;
      }`;
}

/** After an evaluation: looks whether decay alone changes a test on scores before the next event, or at it where that is a fact: time passes first. */
function driftText({ decaying, faded }: { decaying: string; faded: string }, ahead: string): string {
  return `if (${decaying}) {
        ${faded}
        if (fadedBits !== bits) {
          ${ahead}
          const last = Math.min(fact, ahead - 1, until);
          if (last > at) { searching = true; sought = bits; low = at; high = Infinity; at = last; continue; }
        }
      }`;
}

interface Judging {
  begin: string;
  judge: string;
}

function crossingsText({ thresholds }: ReplayParts): Judging {
  if (thresholds.length === 0) return { begin: '', judge: '' };
  const states = thresholds.map(({ index }) => `up_${index} = false, last_${index} = -Infinity`);
  return {
    begin: `let ${states.join(', ')};`,
    judge: ['hold = Infinity;', ...thresholds.map(downText), ...thresholds.map(upText)].join('\n      '),
  };
}

function turnsText({ thresholds }: ReplayParts): Judging {
  if (thresholds.length > READABLE_THRESHOLDS)
    throw new NotInColumns(`there are more than ${READABLE_THRESHOLDS} thresholds`);
  const bits = thresholds.map(
    ({ index }) => `(c_${index} ? ${2 * 4 ** index} : 0) + (l_${index} ? ${4 * 4 ** index} : 0)`,
  );
  return {
    begin: 'let read = -1;',
    judge: `const reads = ${['(applies ? 1 : 0)', ...bits].join(' + ')}; if (reads !== read) { read = reads; if (crossings === NONE) crossings = []; crossings.push({ at, taken: next - first, truth: reads }); }`,
  };
}

function downText({ index, key }: { index: number; key: string }): string {
  return `if (up_${index} && l_${index}) { up_${index} = false; if (crossings === NONE) crossings = []; crossings.push({ threshold: ${literal(key)}, direction: "DOWN", at, value }); }`;
}

function upText({ index, key, cooldown }: { index: number; key: string; cooldown: number }): string {
  const up = `up_${index} = true; last_${index} = at; if (crossings === NONE) crossings = []; crossings.push({ threshold: ${literal(key)}, direction: "UP", at, value });`;
  const held =
    cooldown === 0
      ? `{ ${up} }`
      : `if (at < last_${index} + ${cooldown}) hold = Math.min(hold, last_${index} + ${cooldown}); else { ${up} }`;
  return `if (!up_${index} && c_${index} && !l_${index}) ${held}`;
}

function clearText({ clear }: ColumnWriter): string {
  if (clear.size === 0) return '';
  const each = [...clear].map(([bit, statements]) => `if ((m & ${bit}) !== 0) { ${statements.join(' ')} }`);
  return `for (let f = first; f < next; f++) { const m = masks[f]; if (m !== 0) { ${each.join(' ')} } }`;
}
