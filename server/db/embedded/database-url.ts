import { OWNER } from './create-cluster.js';

/** The owner's URL of an embedded database, by its socket (port 5432 names it) or by its port of 127.0.0.1. */
export function databaseUrl(password: string, at: { socketFolder: string } | { port: number }): string {
  if ('port' in at) return `postgresql://${OWNER}:${password}@127.0.0.1:${at.port}/${OWNER}`;
  return `postgresql://${OWNER}:${password}@localhost/${OWNER}?host=${encodeURIComponent(at.socketFolder)}`;
}
