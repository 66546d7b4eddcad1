import { CliError } from '../cli-error.js';
import { AnswerRefused, type Connection } from '../connection.js';
import type { Patience } from '../request-patiently.js';
import type { UserError } from '../user-errors.js';
import type { ImportUnit } from './import-unit.js';
import { sendRecords } from './send-records.js';

/** What became of rows. */
export interface SentUnits {
  accepted: number;
  duplicates: number;
  /** Rows the server refused something of, or warned about, each with its sentences. */
  told: { unit: ImportUnit; level: 'error' | 'warning'; sentences: string[] }[];
}

type UnitOptions = Patience & { importId: string; historical: boolean };

const KINDS = ['leads', 'activities', 'moves'] as const;
/** Refusals of who asks: no smaller request changes them. */
const FINAL = new Set(['UNAUTHENTICATED', 'FORBIDDEN']);

/**
 * Sends rows in one request. What the server refuses as a whole is sent in halves, down to the row that is the cause.
 * Rejects where it is not the rows that are refused.
 */
export async function sendUnits(connection: Connection, options: UnitOptions, units: ImportUnit[]): Promise<SentUnits> {
  const input = {
    importId: options.importId,
    historical: options.historical,
    ...Object.fromEntries(KINDS.map((kind) => [kind, units.flatMap((unit) => unit[kind])])),
  };
  try {
    const { accepted, duplicates, userErrors, warnings } = await sendRecords(connection, input, options);
    const whole = userErrors.find(({ field }) => !field?.some((part) => /^\d+$/.test(part)));
    if (!whole) {
      const told = [...tell(units, userErrors, 'error'), ...tell(units, warnings, 'warning')];
      return { accepted, duplicates, told };
    }
    if (whole.code !== 'LIMIT_EXCEEDED') throw new CliError(whole.message);
    return inHalves(connection, options, units, whole.message);
  } catch (error) {
    if (!(error instanceof AnswerRefused) || isFinal(error)) throw error;
    return inHalves(connection, options, units, error.message);
  }
}

async function inHalves(
  connection: Connection,
  options: UnitOptions,
  units: ImportUnit[],
  refusal: string,
): Promise<SentUnits> {
  const [only] = units;
  if (units.length === 1 && only) {
    return { accepted: 0, duplicates: 0, told: [{ unit: only, level: 'error', sentences: [refusal] }] };
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

function isFinal(error: AnswerRefused): boolean {
  return error.status === 401 || error.errors.some(({ extensions }) => FINAL.has(extensions?.code ?? ''));
}

function tell(units: ImportUnit[], errors: UserError[], level: 'error' | 'warning'): SentUnits['told'] {
  if (errors.length === 0) return [];
  const owners = Object.fromEntries(KINDS.map((kind) => [kind, units.flatMap((unit) => unit[kind].map(() => unit))]));
  const told = new Map<ImportUnit, string[]>();
  for (const { field, message, hint } of errors) {
    const at = field?.findIndex((part) => /^\d+$/.test(part)) ?? -1;
    const unit = owners[field?.[at - 1] ?? '']?.[Number(field?.[at])] ?? units[0];
    const sentence = hint ? `${message} ${hint}` : message;
    if (unit) told.set(unit, [...(told.get(unit) ?? []), sentence]);
  }
  return [...told].map(([unit, sentences]) => ({ unit, level, sentences }));
}
