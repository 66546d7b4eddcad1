import type { Connection } from './connection.js';
import { requestPatiently } from './request-patiently.js';

/** Longer than a minute, in which a spent budget is whole again. */
const BUSY_MS = 300_000;
const SILENT_MS = 20_000;

/**
 * The connection for long readings: waits while the server is busy or the token's budget is spent, and, once it has
 * answered, over a restart. `onWait` hears why it waits. For what may be asked twice.
 */
export function patientConnection(connection: Connection, onWait: (sentence: string) => void): Connection {
  let patienceMs = 0;
  return {
    ...connection,
    async request<Data>(document: string, variables: Record<string, unknown> = {}) {
      const patience = { patienceMs, busyMs: BUSY_MS, onWait };
      const data = await requestPatiently<Data>(connection, document, variables, patience);
      patienceMs = SILENT_MS;
      return data;
    },
  };
}
