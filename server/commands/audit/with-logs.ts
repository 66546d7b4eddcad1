import { readConfig } from '../../config.js';
import type { Db } from '../../db/database.js';
import { reachDatabase } from '../reach-database.js';
import { readEnvFile } from '../read-env-file.js';

/** Runs `work` on the database a server here runs on, or would run on, and lets go of it. @throws StartRefused */
export async function withLogs<Result>(work: (db: Db) => Promise<Result>): Promise<Result> {
  readEnvFile();
  const { connect } = await import('../../db/connect.js');
  const database = await reachDatabase(readConfig(process.env), (sentence) => process.stderr.write(`${sentence}\n`));
  const connection = await connect({ url: database.url, poolSize: 2 });
  try {
    return await work(connection.db);
  } finally {
    await connection.close();
    await database.stop();
  }
}
