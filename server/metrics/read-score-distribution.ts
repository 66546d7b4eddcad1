import type { CompiledModel } from '../../core/scoring/compiled-model.js';
import type { Db } from '../db/database.js';
import { CallerError } from '../errors.js';
import { listRunning } from '../leads/challengers/list-running.js';
import type { LeadFilter } from '../leads/filters.js';
import { leadCondition } from '../leads/lead-condition.js';
import { findModelVersion } from '../releases/find-model-version.js';
import type { Release } from '../releases/release.js';

const DEFAULT_BINS = 20;
const MAX_BINS = 200;

/** Leads whose primary score lies in [from, to), in points; the last bin includes its end. */
export interface ScoreBin {
  from: number;
  to: number;
  count: number;
}

/** What is asked: leads as they are now, a version's id or `key@version` of a model that scores them, how many bins. */
export interface DistributionInput {
  filter?: LeadFilter | null | undefined;
  version?: string | null | undefined;
  bins?: number | null | undefined;
}

/**
 * How leads are spread over the scores they have now, live or under a challenger, in bins of equal width over the bounds of
 * the model's primary score (without bounds: over the scores there are). Throws BAD_USER_INPUT on a version that scores
 * nobody now, and on a number of bins below 1 or above 200.
 */
export async function readScoreDistribution(db: Db, release: Release, input: DistributionInput): Promise<ScoreBin[]> {
  const bins = input.bins ?? DEFAULT_BINS;
  if (!Number.isInteger(bins) || bins < 1 || bins > MAX_BINS)
    throw new CallerError('BAD_USER_INPUT', `'bins' is ${bins}: ask for 1 to ${MAX_BINS}.`);
  const parameters: unknown[] = [];
  const asked = input.version ? await findScores(db, release, input.version, parameters) : null;
  const value = asked?.value ?? 's.value';
  const from = `from leads l left join lead_scores s on s.lead_id = l.id ${asked?.join ?? ''}
    where l.merged_into is null and ${value} is not null and ${asked?.where ?? 'true'}
      and ${leadCondition(input.filter, parameters)}`;
  const only = release.compiled.models.length === 1 ? release.compiled.models[0] : undefined;
  const bounds = boundsOf(asked?.model ?? only) ?? (await readBounds(db, value, from, parameters));
  if (!bounds) return [];
  const [low, high] = bounds;
  const place = (given: number) => `$${parameters.length + given}::double precision`;
  const rows = await db.query<{ bin: number; count: number }>(
    `select greatest(1, least(width_bucket(${value}, ${place(1)}, ${place(2)}, ${bins}), ${bins})) as bin,
       count(*)::int as count ${from} group by 1`,
    [...parameters, low, high],
  );
  const counts = new Map(rows.map((row) => [row.bin, row.count]));
  const edge = (index: number) => low + ((high - low) * index) / bins;
  return Array.from({ length: bins }, (_, index) => ({
    from: edge(index),
    to: edge(index + 1),
    count: counts.get(index + 1) ?? 0,
  }));
}

/** Where the scores of a version stand, as SQL; its values join `parameters`. */
async function findScores(db: Db, release: Release, version: string, parameters: unknown[]) {
  const [key = '', named] = version.split('@');
  const row = named === undefined ? await findModelVersion(db, version) : { key, version: named };
  const model = row && release.compiled.model(row.key);
  if (!model || model.model.version !== row.version) throw refused(version);
  const name = `$${parameters.push(row.key)}`;
  if (release.compiled.models.includes(model)) return { model, value: 's.value', join: '', where: `s.model = ${name}` };
  const challenger = (await listRunning(db, release)).find(({ definition }) => definition.model === row.key);
  if (!challenger) throw refused(version);
  const id = `$${parameters.push(challenger.id)}`;
  return {
    model,
    value: `case when s.model = ${name} then s.value else c.value end`,
    join: `left join challenger_leads c on c.lead_id = l.id and c.challenger_id = ${id}`,
    where: `(s.model = ${name} or c.model = ${name})`,
  };
}

function refused(version: string): CallerError {
  const message = `The version '${version}' scores nobody now: ask for one that runs or challenges in the live definitions, or try any other on history with runBacktest.`;
  return new CallerError('BAD_USER_INPUT', message);
}

function boundsOf(compiled: CompiledModel | undefined): [number, number] | null {
  const { min, max } = compiled?.model.scores[compiled.primary] ?? {};
  return min !== undefined && max !== undefined && max > min ? [min, max] : null;
}

async function readBounds(
  db: Db,
  value: string,
  from: string,
  parameters: readonly unknown[],
): Promise<[number, number] | null> {
  const [row] = await db.query<{ low: number | null; high: number | null }>(
    `select floor(min(${value})) as low, ceil(max(${value})) as high ${from}`,
    parameters,
  );
  if (!row || row.low === null || row.high === null) return null;
  return [row.low, row.high > row.low ? row.high : row.low + 1];
}
