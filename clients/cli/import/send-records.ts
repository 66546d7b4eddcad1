import { setTimeout as pause } from 'node:timers/promises';
import { AnswerRefused, type Connection, NoConnection } from '../connection.js';
import type { UserError } from '../user-errors.js';

/** What the server answers to one request. */
export interface ImportAnswer {
  accepted: number;
  duplicates: number;
  userErrors: UserError[];
  warnings: UserError[];
}

/** How patient to be with a server that does not answer. */
export interface SendOptions {
  /** How long nobody may answer before it is given up, in milliseconds. */
  patienceMs: number;
  /** Hears that it waits, and why. */
  onWait: (sentence: string) => void;
}

const IMPORT = `mutation Import($input: ImportInput!) {
  importRecords(input: $input) { accepted duplicates userErrors { code field message hint } warnings { code field message hint } }
}`;

const BUSY_CODES = new Set(['RATE_LIMITED', 'OVERLOADED', 'TIMEOUT']);
const BUSY_STATUS = new Set([429, 502, 503, 504]);
const LONGEST_WAIT_MS = 8_000;
/** A busy server is waited for this much longer than a silent one. */
const BUSY_FACTOR = 15;

/**
 * Sends records in one request, again after a lost connection or while the server is busy: keys make the repeat do
 * nothing. Rejects with NoConnection when patience is over, with AnswerRefused for a refusal that waiting does not mend.
 */
export async function sendRecords(connection: Connection, input: object, options: SendOptions): Promise<ImportAnswer> {
  const began = performance.now();
  for (let wait = 500; ; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
    try {
      const { importRecords } = await connection.request<{ importRecords: ImportAnswer }>(IMPORT, { input });
      return importRecords;
    } catch (error) {
      const busy = isBusy(error);
      const until = began + options.patienceMs * (busy ? BUSY_FACTOR : 1);
      if (!busy && !(error instanceof NoConnection)) throw error;
      if (performance.now() + wait > until)
        throw busy ? new NoConnection(`${(error as Error).message} The server stays busy.`) : error;
      const asked = error instanceof AnswerRefused && error.retryAfter !== null ? error.retryAfter * 1000 : wait;
      options.onWait(
        `${busy ? 'The server is busy' : 'The server does not answer'}; trying again in ${asked / 1000} s.`,
      );
      await pause(asked);
    }
  }
}

function isBusy(error: unknown): boolean {
  if (!(error instanceof AnswerRefused)) return false;
  return BUSY_STATUS.has(error.status) || error.errors.some(({ extensions }) => BUSY_CODES.has(extensions?.code ?? ''));
}
