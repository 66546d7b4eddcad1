import { AnswerRefused, type Connection } from '../connection.js';
import type { UserError } from '../user-errors.js';
import type { ImportUnit } from './import-unit.js';
import { type SendOptions, sendRecords } from './send-records.js';

/** What became of rows. */
export interface SentUnits {
  accepted: number;
  duplicates: number;
  /** Rows the server refused something of, or warned about, each with its sentences. */
  told: { unit: ImportUnit; level: 'error' | 'warning'; sentences: string[] }[];
}

const KINDS = ['leads', 'activities', 'moves'] as const;
/** Refusals of who asks: no smaller request changes them. */
const FINAL = new Set(['UNAUTHENTICATED', 'FORBIDDEN']);

/**
 * Sends rows in one request. What the server refuses as a whole is sent in halves, down to the row that is the cause.
 * Rejects where it is not the rows that are refused.
 */
export async function sendUnits(
  connection: Connection,
  options: SendOptions & { importId: string; historical: boolean },
  units: ImportUnit[],
): Promise<SentUnits> {
  const input = {
    importId: options.importId,
    historical: options.historical,
    ...Object.fromEntries(KINDS.map((kind) => [kind, units.flatMap((unit) => unit[kind])])),
  };
  try {
    const { accepted, duplicates, userErrors, warnings } = await sendRecords(connection, input, options);
    const told = [...tell(units, userErrors, 'error'), ...tell(units, warnings, 'warning')];
    return { accepted, duplicates, told };
  } catch (error) {
    if (!(error instanceof AnswerRefused) || isFinal(error)) throw error;
    const [only] = units;
    if (units.length === 1 && only) {
      return { accepted: 0, duplicates: 0, told: [{ unit: only, level: 'error', sentences: [error.message] }] };
    }
    const middle = Math.ceil(units.length / 2);
    const first = await sendUnits(connection, options, units.slice(0, middle));
    const second = await sendUnits(connection, options, units.slice(middle));
    return {
      accepted: first.accepted + second.accepted,
      duplicates: first.duplicates + second.duplicates,
      told: [...first.told, ...second.told],
    };
  }
}

function isFinal(error: AnswerRefused): boolean {
  return error.status === 401 || error.errors.some(({ extensions }) => FINAL.has(extensions?.code ?? ''));
}

function tell(units: ImportUnit[], errors: UserError[], level: 'error' | 'warning'): SentUnits['told'] {
  if (errors.length === 0) return [];
  const owners = Object.fromEntries(KINDS.map((kind) => [kind, units.flatMap((unit) => unit[kind].map(() => unit))]));
  const told = new Map<ImportUnit, string[]>();
  for (const { field, message, hint } of errors) {
    const at = field?.findIndex((part) => part in owners) ?? -1;
    const unit = at < 0 ? units[0] : owners[field?.[at] ?? '']?.[Number(field?.[at + 1])];
    const sentence = hint ? `${message} ${hint}` : message;
    if (unit) told.set(unit, [...(told.get(unit) ?? []), sentence]);
  }
  return [...told].map(([unit, sentences]) => ({ unit, level, sentences }));
}
