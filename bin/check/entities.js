import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { importBuilt } from './built.js';

/** After all migrations a fresh database is what the entities describe; and down takes away all that up made. */
export async function entities() {
  const { startEmbedded } = await importBuilt('server/db/embedded/start-embedded.ts');
  const { migrate } = await importBuilt('server/db/migrate.ts');
  const { dataSourceOptions } = await importBuilt('server/db/data-source-options.ts');

  process.noDeprecation = true; // TypeORM's schema builder asks several things at once on one connection
  const dataDir = mkdtempSync(join(tmpdir(), 'accord-check-'));
  const postgres = await startEmbedded({ dataDir, tcp: true, settings: { fsync: 'off' } });
  try {
    await migrate(postgres.url);
    const source = await new DataSource(dataSourceOptions(postgres.url)).initialize();
    try {
      const { upQueries } = await source.driver.createSchemaBuilder().log();
      const problems = upQueries.map(({ query }) => `entities ask for what no migration made: ${query}`);
      return {
        problems: [...problems, ...(await leftByDown(source))],
        note: `${source.entityMetadatas.length} entities`,
      };
    } finally {
      await source.destroy();
    }
  } finally {
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function leftByDown(source) {
  const runner = source.createQueryRunner();
  try {
    for (const migration of [...source.migrations].reverse()) await migration.down(runner);
    const left = await runner.query(
      `select relkind::text || ' ' || relname as name from pg_class
       where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'S') and relname not like 'migrations%'`,
    );
    return left.map(({ name }) => `migrations down leave ${name}`);
  } finally {
    await runner.release();
  }
}
