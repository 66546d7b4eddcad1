import { readConfig } from '../../config.js';
import type { Db } from '../../db/database.js';
import { StartRefused } from '../../start-refused.js';
import { reachDatabase } from '../reach-database.js';
import { readEnvFile } from '../read-env-file.js';

/** Runs `work` on the database a server here runs on, or would run on, and lets go of it. @throws StartRefused */
export async function withLogs<Result>(work: (db: Db) => Promise<Result>): Promise<Result> {
  readEnvFile();
  const { connect } = await import('../../db/connect.js');
  const database = await reachDatabase(readConfig(process.env), (sentence) => process.stderr.write(`${sentence}\n`));
  try {
    const connection = await connect({ url: database.url, poolSize: 2 });
    try {
      return await work(connection.db);
    } finally {
      await connection.close();
    }
  } catch (error) {
    throw isUnmigrated(error) ? new StartRefused(NO_LOGS) : error;
  } finally {
    await database.stop();
  }
}

const NO_LOGS =
  'No Accord server ever ran on this database, so it has no logs: check DATA_DIR and DATABASE_URL, or start the server once.';

/** What PostgreSQL misses first where no migration ran: the application's role, or a table. */
function isUnmigrated(error: unknown): boolean {
  const { code } = error as { code?: string };
  return code === '42P01' || /role "accord_app" does not exist/.test(String(error));
}
