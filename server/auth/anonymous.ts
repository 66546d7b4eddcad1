import type { Principal } from './principal.js';

/** Somebody without a good token: may do nothing. */
export const anonymous: Principal = {
  actor: 'anonymous',
  kind: 'anonymous',
  tokenId: null,
  userId: null,
  displayName: 'Anonymous',
  roles: [],
  teams: [],
  mover: 'system',
};
