import { SingleBar } from 'cli-progress';

/** Tells how far an import is. */
export interface Progress {
  update(state: { bytes: number; rows: number }): void;
  /** A sentence above the bar. */
  say(sentence: string): void;
  stop(): void;
}

const LINE_EVERY_MS = 5_000;

/** A bar with rate and time left on a terminal, else a line every five seconds; both on stderr. */
export function showProgress(totalBytes: number): Progress {
  const began = performance.now();
  const describe = ({ bytes, rows }: { bytes: number; rows: number }) => {
    const seconds = (performance.now() - began) / 1000;
    const left = bytes > 0 ? (seconds * (totalBytes - bytes)) / bytes : 0;
    return {
      rows: rows.toLocaleString('en'),
      rate: Math.round(rows / Math.max(seconds, 0.001)).toLocaleString('en'),
      left: inWords(left),
    };
  };
  const say = (sentence: string) => process.stderr.write(`${sentence}\n`);
  if (!process.stderr.isTTY) {
    let next = LINE_EVERY_MS;
    return {
      update(state) {
        if (performance.now() - began < next) return;
        next += LINE_EVERY_MS;
        const { rows, rate, left } = describe(state);
        say(
          `${rows} rows (${Math.floor((100 * state.bytes) / Math.max(totalBytes, 1))} %), ${rate} rows/s, ${left} left`,
        );
      },
      say,
      stop: () => undefined,
    };
  }
  const bar = new SingleBar({
    format: '{bar} {percentage} % | {shown} rows | {rate} rows/s | {left} left',
    hideCursor: true,
    clearOnComplete: true,
    forceRedraw: true,
  });
  bar.start(Math.max(totalBytes, 1), 0, { shown: '0', rate: '0', left: '…' });
  return {
    update(state) {
      const { rows, rate, left } = describe(state);
      bar.update(state.bytes, { shown: rows, rate, left });
    },
    say(sentence) {
      process.stderr.write('\r\u001b[K');
      say(sentence);
    },
    stop: () => bar.stop(),
  };
}

function inWords(seconds: number): string {
  return seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.round(seconds / 60)} min`;
}
