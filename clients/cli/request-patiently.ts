import { setTimeout as pause } from 'node:timers/promises';
import { AnswerRefused, type Connection, NoConnection } from './connection.js';

/** How patient to be with a server that does not answer. */
export interface Patience {
  /** How long nobody may answer before it is given up, in milliseconds. */
  patienceMs: number;
  /** How long the server may be busy; 15 times as long where nothing is said. */
  busyMs?: number;
  /** Hears that it waits, and why. */
  onWait: (sentence: string) => void;
}

const BUSY_CODES = new Set(['RATE_LIMITED', 'OVERLOADED', 'TIMEOUT']);
const BUSY_STATUS = new Set([429, 502, 503, 504]);
const LONGEST_WAIT_MS = 8_000;
/** A busy server is waited for this much longer than a silent one. */
const BUSY_FACTOR = 15;

/**
 * Asks again after a lost connection, and while the server is busy or the token's budget is spent: for what may be asked
 * twice. Rejects with NoConnection when patience is over, with AnswerRefused for a refusal that waiting does not mend.
 */
export async function requestPatiently<Data>(
  connection: Connection,
  document: string,
  variables: Record<string, unknown>,
  { patienceMs, busyMs = patienceMs * BUSY_FACTOR, onWait }: Patience,
): Promise<Data> {
  const began = performance.now();
  for (let wait = 500; ; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
    try {
      return await connection.request<Data>(document, variables);
    } catch (error) {
      const busy = isBusy(error);
      const until = began + (busy ? busyMs : patienceMs);
      if (!busy && !(error instanceof NoConnection)) throw error;
      if (performance.now() + wait > until)
        throw busy ? new NoConnection(`${(error as Error).message} The server stays busy.`) : error;
      const asked = error instanceof AnswerRefused && error.retryAfter !== null ? error.retryAfter * 1000 : wait;
      onWait(`${busy ? 'The server is busy' : 'The server does not answer'}; trying again in ${asked / 1000} s.`);
      await pause(asked);
    }
  }
}

function isBusy(error: unknown): boolean {
  if (!(error instanceof AnswerRefused)) return false;
  return BUSY_STATUS.has(error.status) || error.errors.some(({ extensions }) => BUSY_CODES.has(extensions?.code ?? ''));
}
