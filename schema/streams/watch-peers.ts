import type { Principal } from '../../server/auth/principal.js';
import { scopeOf } from './scope-of.js';
import type { StreamParts } from './stream-parts.js';
import type { StreamPeer } from './stream-peer.js';

const ASK_EVERY_MS = 500;
const ASK_AT_LATEST_MS = 3_000;

/** Tokens asked about a second; with more than that times three open, each is asked about every 3 s. */
const ASKED_A_SECOND = 200;

const LOOK_EVERY_MS = 10_000;

/** The connections that have said who they are, watched for as long as they are open. */
export interface PeerWatch {
  /** Takes a connection in; false when its principal has as many as it may. */
  admit(peer: StreamPeer, principal: Principal, authorization: string): boolean;
  remove(peer: StreamPeer): void;
  stop(): void;
}

/** A token tells itself when it ends: that is not waited for. */
function hasExpired({ peers }: { peers: ReadonlySet<StreamPeer> }): boolean {
  for (const { principal } of peers) return (principal?.expiresAt?.getTime() ?? Number.POSITIVE_INFINITY) <= Date.now();
  return false;
}

/**
 * Ends connections whose token has ended or whose rights have changed (4403, within 5 s), and those that read nothing
 * for 20 s (4429). A token is asked about once for all its connections.
 */
export function watchPeers(parts: Pick<StreamParts, 'authenticate' | 'limits' | 'log'>): PeerWatch {
  const peers = new Set<StreamPeer>();
  const byToken = new Map<string, { peers: Set<StreamPeer>; askedAt: number }>();
  const byActor = new Map<string, number>();
  let asking = false;
  const asks = setInterval(() => void askAll(), ASK_EVERY_MS);
  const looks = setInterval(lookAtAll, LOOK_EVERY_MS);

  async function askAll() {
    if (asking) return;
    asking = true;
    const patience = Math.min((byToken.size / ASKED_A_SECOND) * 1_000, ASK_AT_LATEST_MS) - ASK_EVERY_MS;
    const now = performance.now();
    const due = [...byToken].filter(([, token]) => now - token.askedAt >= patience || hasExpired(token));
    await Promise.all(due.map(([authorization]) => ask(authorization)));
    asking = false;
  }

  async function ask(authorization: string) {
    const token = byToken.get(authorization);
    if (!token) return;
    token.askedAt = performance.now();
    try {
      const principal = await parts.authenticate(authorization);
      for (const peer of [...token.peers]) {
        if (!principal) peer.end(4403, 'The token has ended.');
        else if (peer.principal && scopeOf(peer.principal) !== scopeOf(principal)) {
          peer.end(4403, 'The rights of the token have changed: connect again.');
        }
      }
    } catch (error) {
      parts.log?.warn({ err: error }, 'could not ask whether tokens are still good; it asks again');
    }
  }

  function lookAtAll() {
    for (const peer of peers) {
      if (!peer.provesAlive()) peer.end(4429, 'Nothing was read for too long: resume with the last cursor.');
    }
  }

  return {
    admit(peer, principal, authorization) {
      const sockets = byActor.get(principal.actor) ?? 0;
      const integrator = principal.roles.includes('INTEGRATOR');
      const allowed = integrator ? parts.limits.integratorSockets : parts.limits.sockets;
      if (sockets >= allowed) return false;
      peer.principal = principal;
      peer.authorization = authorization;
      byActor.set(principal.actor, sockets + 1);
      peers.add(peer);
      const token = byToken.get(authorization);
      if (token) token.peers.add(peer);
      else byToken.set(authorization, { peers: new Set([peer]), askedAt: performance.now() });
      return true;
    },
    remove(peer) {
      if (!peer.principal || !peers.delete(peer)) return;
      const left = (byActor.get(peer.principal.actor) ?? 1) - 1;
      if (left > 0) byActor.set(peer.principal.actor, left);
      else byActor.delete(peer.principal.actor);
      const token = byToken.get(peer.authorization);
      token?.peers.delete(peer);
      if (token?.peers.size === 0) byToken.delete(peer.authorization);
    },
    stop() {
      clearInterval(asks);
      clearInterval(looks);
    },
  };
}
