import { splitValues } from './split-values.js';

/** A record of a CSV file: its values, or (`broken`) the one line that cannot be read. */
export interface CsvRecord {
  /** Of its first line, counted from 1. */
  line: number;
  values: string[];
  broken?: string;
}

/** A quoted value that goes on for longer was never closed. */
const MAX_LINES = 1_000;

/**
 * Splits text into CSV records as it arrives. A quote that is wrong costs the line it is in, never the lines after it.
 * Empty lines are passed over.
 */
export async function* splitRecords(chunks: AsyncIterable<string>, delimiter: string): AsyncGenerator<CsvRecord> {
  let rest = '';
  let line = 0;
  let pending: string[] = [];
  for await (const chunk of chunks) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const each of lines) yield* take(each);
  }
  if (rest !== '') yield* take(rest);
  while (pending.length > 0) yield* giveUpFirst();

  function* take(text: string): Generator<CsvRecord> {
    line++;
    const ended = text.endsWith('\r') ? text.slice(0, -1) : text;
    if (pending.length === 0 && ended === '') return;
    pending.push(ended);
    if (pending.length > 1 && !ended.includes('"') && pending.length < MAX_LINES) return;
    const values = splitValues(pending.join('\n'), delimiter);
    if (Array.isArray(values)) {
      yield { line: line - pending.length + 1, values };
      pending = [];
    } else if (values === 'broken' || pending.length >= MAX_LINES) yield* giveUpFirst();
  }

  function* giveUpFirst(): Generator<CsvRecord> {
    const [first, ...others] = pending;
    const firstLine = line - pending.length + 1;
    yield { line: firstLine, values: [first ?? ''], broken: 'a quote is never closed, or followed by more text' };
    pending = [];
    line = firstLine;
    for (const other of others) yield* take(other);
  }
}
