import type { Principal } from './principal.js';

/** The platform itself: what clocks, imports at the start and the demo are done as. */
export const systemPrincipal: Principal = {
  actor: 'system',
  kind: 'system',
  tokenId: null,
  userId: null,
  displayName: 'Accord',
  roles: ['ADMIN'],
  teams: [],
  mover: 'system',
};
