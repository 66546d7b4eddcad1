import { DataSource } from 'typeorm';
import { dataSourceOptions } from './data-source-options.js';

const MIGRATION_LOCK = 4_226_301;

/**
 * Runs what has not run of the migrations, each once however many processes start together, and returns their names.
 * Needs the owner role. One failing migration leaves nothing of itself behind.
 */
export async function migrate(url: string): Promise<string[]> {
  const source = new DataSource(dataSourceOptions(url, { max: 1 }));
  await source.initialize();
  const runner = source.createQueryRunner();
  try {
    await runner.connect();
    await runner.startTransaction();
    await runner.query('select pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
    await runner.query(
      'create table if not exists migrations (id serial primary key, "timestamp" bigint not null, name varchar not null)',
    );
    const done = new Set<string>(
      (await runner.query('select name from migrations')).map((row: { name: string }) => row.name),
    );
    const ran: string[] = [];
    for (const migration of source.migrations) {
      const name = migration.name ?? migration.constructor.name;
      if (done.has(name)) continue;
      await migration.up(runner);
      await runner.query('insert into migrations ("timestamp", name) values ($1, $2)', [name.slice(-13), name]);
      ran.push(name);
    }
    await runner.commitTransaction();
    return ran;
  } catch (error) {
    if (runner.isTransactionActive) await runner.rollbackTransaction();
    throw error;
  } finally {
    await runner.release();
    await source.destroy();
  }
}
