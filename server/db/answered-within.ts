import type pg from 'pg';

/**
 * A statement that rejects when nothing has come back after `ms` (0: however long): behind a network that swallows what
 * is sent nobody else would end it. The connection is of no more use then: release it as broken.
 */
export function answeredWithin(ms: number, text: string, values?: readonly unknown[]): pg.QueryConfig {
  const config = { text, values: values as unknown[], query_timeout: ms };
  return config;
}
