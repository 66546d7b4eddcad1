import type { Principal } from '../../server/auth/principal.js';

/** The other end of a connection that carries streams, and who it is. */
export interface StreamPeer {
  /** Null until it was let in. */
  principal: Principal | null;
  /** What the principal was told by; asked again from time to time. */
  authorization: string;
  readonly ended: boolean;
  /** Whether it was heard of, or has read, since this was asked last. */
  provesAlive(): boolean;
  /** Ends the connection for a reason of ours, with a close code of graphql-transport-ws; nothing is sent after. */
  end(code: number, reason: string): void;
}
