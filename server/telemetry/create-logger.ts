import type { Logger } from 'pino';
import pino from 'pino';

const SECRETS = ['token', 'password', 'secret', 'authorization', 'url'].flatMap((name) => [name, `*.${name}`]);

/** A line for a person at a terminal: time, level, message and what else was said. */
function readable(line: string): string {
  const { time, level, msg, pid: _pid, hostname: _hostname, err, ...rest } = JSON.parse(line);
  const details = Object.keys(rest).length > 0 ? ` ${JSON.stringify(rest)}` : '';
  const stack = err ? `\n${err.stack ?? err.message}` : '';
  return `${new Date(time).toISOString().slice(11, 19)} ${pino.levels.labels[level] ?? level} ${msg ?? ''}${details}${stack}\n`;
}

/** The log of one process: JSON lines on stderr, or readable ones where that is a terminal. Values named like secrets are left out; a closed stderr stops nothing. */
export function createLogger(level: string): Logger {
  const options = { level, redact: { paths: SECRETS, censor: '[hidden]' } };
  if (!process.stderr.isTTY) {
    const lines = pino.destination(2);
    lines.on('error', () => undefined);
    return pino(options, lines);
  }
  return pino(options, { write: (line: string) => process.stderr.write(readable(line)) });
}
