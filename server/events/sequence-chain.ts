import type pg from 'pg';
import { answeredWithin } from '../db/answered-within.js';
import { chainHash } from './chain-hash.js';
import type { Chain, ChainRow } from './chains.js';
import { hashedFields } from './chains.js';

/** At most so many rows a transaction, so that none holds the head for long. */
export const BATCH = 1_000;

/** A holder of the head that stopped in mid-transaction (a frozen process, a dead network) is cut off after this. */
const HOLDER_TIMEOUT = '5s';

/** So long nothing came back: the network swallows what is sent, another connection may work. */
export const SILENCE_MS = 15_000;
const ROLLBACK_MS = 1_000;

interface Placed {
  rows: number;
  seq: number;
}

/**
 * Moves the oldest committed staging rows, at most 1,000, into their log in one transaction: dense `seq`, each row
 * hashed with the one before. Any number of sessions may do this at once; the lock of the chain's head row orders them.
 */
export async function sequenceChain(client: pg.ClientBase, chain: Chain): Promise<Placed> {
  try {
    const head = await takeBatch(client, chain);
    if (head.rows.length === 0) {
      await client.query('rollback');
      return { rows: 0, seq: head.seq };
    }
    let { seq, hash } = head;
    const rows = head.rows.map((row) => {
      seq += 1;
      hash = chainHash(hash, hashedFields(chain, seq, row));
      return { ...row, seq, hash: hash.toString('hex') };
    });
    const text = placeSql(chain, client.escapeLiteral(JSON.stringify(rows)), seq, hash.toString('hex'));
    await client.query(answeredWithin(SILENCE_MS, text));
    return { rows: rows.length, seq };
  } catch (error) {
    await client.query(answeredWithin(ROLLBACK_MS, 'rollback')).catch(() => undefined);
    throw error;
  }
}

/**
 * The batch is read by a statement that begins once the head is locked: only so does it see all that committed before
 * the last holder let go. In one round trip; under READ COMMITTED each statement of it has a snapshot of its own.
 */
async function takeBatch(client: pg.ClientBase, chain: Chain) {
  const text = `begin isolation level read committed;
     set local idle_in_transaction_session_timeout = '${HOLDER_TIMEOUT}';
     set local statement_timeout = 0;
     select seq, hash from log_head where chain = '${chain.name}' for update;
     delete from ${chain.staging} where id in (select id from ${chain.staging} order by id limit ${BATCH}) returning *`;
  const results = (await client.query(answeredWithin(SILENCE_MS, text))) as unknown as pg.QueryResult[];
  const [head] = (results[3] as pg.QueryResult<{ seq: number; hash: Buffer }>).rows;
  if (!head) throw new Error(`log_head has no row for the ${chain.name} chain: the database was not migrated`);
  const rows = (results[4] as pg.QueryResult<ChainRow>).rows;
  rows.sort((a, b) => Number(a.id) - Number(b.id));
  return { seq: Number(head.seq), hash: head.hash, rows };
}

/** In one round trip too: it is between a commit and everybody who waits to hear of it. */
function placeSql(chain: Chain, rows: string, seq: number, hash: string): string {
  const names = chain.columns.map(([name]) => name).join(', ');
  const types = chain.columns.map(([name, type]) => `${name} ${type}`).join(', ');
  return `
    insert into ${chain.log} (seq, hash, ${names})
    select seq, decode(hash, 'hex'), ${names}
    from jsonb_to_recordset(${rows}) as given (seq bigint, hash text, ${types});
    update log_head set seq = ${seq}, hash = '\\x${hash}' where chain = '${chain.name}';
    commit`;
}
