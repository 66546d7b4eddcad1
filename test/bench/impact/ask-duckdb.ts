import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { FLAT_FACTS, questionSql } from './question-sql.js';

/** Seconds that DuckDB takes for the same question on as many threads: to take the facts in from a file, and to answer. */
export async function askDuckDb(
  client: pg.Client,
  folder: string,
  threads: number,
): Promise<{ loaded: number; answered: number; answer: unknown[] }> {
  const file = join(folder, 'flat.csv');
  await pipeline(client.query(copyTo(`copy (${FLAT_FACTS}) to stdout (format csv, header)`)), createWriteStream(file));
  const instance = await DuckDBInstance.create(':memory:', { threads: String(threads) });
  const connection = await instance.connect();
  const began = performance.now();
  await connection.run(`create table flat as select * from read_csv('${file}', header = true)`);
  const loaded = performance.now();
  const reader = await connection.runAndReadAll(questionSql('select * from flat'));
  const answered = performance.now();
  const answer = (reader.getRows()[0] ?? []).map(Number);
  return { loaded: (loaded - began) / 1_000, answered: (answered - loaded) / 1_000, answer };
}
