import type { Db } from '../db/database.js';
import type { Anchor } from '../events/anchor.js';
import type { ChainName } from '../events/chains.js';
import { chains } from '../events/chains.js';
import type { Verdict } from '../events/verify-chain.js';
import { verifyChain } from '../events/verify-chain.js';

/** Recomputes both chains, the event log's and the audit log's, each against the anchors given for it. */
export async function verifyLogs(
  db: Db,
  anchors: Partial<Record<ChainName, readonly Anchor[]>> = {},
): Promise<Record<ChainName, Verdict>> {
  return {
    event: await verifyChain(db, chains.event, anchors.event),
    audit: await verifyChain(db, chains.audit, anchors.audit),
  };
}
