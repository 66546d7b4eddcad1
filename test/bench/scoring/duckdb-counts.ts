import { DuckDBInstance } from '@duckdb/node-api';
import type { FactColumns } from '../../../core/scoring/replay/fact-columns.js';

const DAY = 86_400_000;

/**
 * The counts of the bench model over the same activities in DuckDB on one thread, without decay: at every activity, how
 * many of each kind its windows hold. Loading is not measured.
 */
export async function openDuckDb(columns: FactColumns): Promise<() => Promise<number>> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  await connection.run(
    'create table facts (lead integer, occurred bigint, type varchar, page varchar, category varchar, path varchar, program varchar, minutes double)',
  );
  const appender = await connection.createAppender('facts');
  const property = (name: string, i: number) =>
    columns.properties[name]?.values[columns.properties[name].codes[i] as number];
  const text = (name: string, i: number): void => {
    const value = property(name, i);
    if (typeof value === 'string') appender.appendVarchar(value);
    else appender.appendNull();
  };
  for (let lead = 0; lead < columns.leads; lead++) {
    for (let i = columns.starts[lead] as number; i < (columns.starts[lead + 1] as number); i++) {
      appender.appendInteger(lead);
      appender.appendBigInt(BigInt(columns.times[i] as number));
      appender.appendVarchar(columns.types.values[columns.types.codes[i] as number] as string);
      for (const name of ['page', 'category', 'path', 'program']) text(name, i);
      const minutes = property('minutes', i);
      if (typeof minutes === 'number') appender.appendDouble(minutes);
      else appender.appendNull();
      appender.endRow();
    }
  }
  appender.closeSync();
  const over = (days: number) =>
    `over (partition by lead order by occurred range between ${days * DAY - 1} preceding and current row)`;
  const query = `select sum(pricing) + sum(trials) + sum(webinars) + sum(missed) + sum(demos) + sum(longest) as checksum from (
    select count(*) filter (where type = 'page.viewed' and page = 'pricing') ${over(7)} as pricing,
      count(*) filter (where type = 'trial.started') ${over(30)} as trials,
      count(*) filter (where type = 'webinar.attended') ${over(84)} as webinars,
      count(*) filter (where type = 'meeting.missed') ${over(30)} as missed,
      count(*) filter (where type = 'demo.requested') ${over(3650)} as demos,
      coalesce(max(minutes) ${over(3650)}, 0) as longest
    from facts)`;
  return async () => {
    const reader = await connection.runAndReadAll(query);
    return Number(reader.getRows()[0]?.[0] ?? 0);
  };
}
