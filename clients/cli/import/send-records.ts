import type { Connection } from '../connection.js';
import { type Patience, requestPatiently } from '../request-patiently.js';
import type { UserError } from '../user-errors.js';

/** What the server answers to one request. */
export interface ImportAnswer {
  accepted: number;
  duplicates: number;
  userErrors: UserError[];
  warnings: UserError[];
}

const IMPORT = `mutation Import($input: ImportInput!) {
  importRecords(input: $input) { accepted duplicates userErrors { code field message hint } warnings { code field message hint } }
}`;

/**
 * Sends records in one request, again after a lost connection or while the server is busy: keys make the repeat do
 * nothing. Rejects with NoConnection when patience is over, with AnswerRefused for a refusal that waiting does not mend.
 */
export async function sendRecords(connection: Connection, input: object, patience: Patience): Promise<ImportAnswer> {
  const answer = await requestPatiently<{ importRecords: ImportAnswer }>(connection, IMPORT, { input }, patience);
  return answer.importRecords;
}
