import type { Principal } from '../../server/auth/principal.js';

/** All of a caller that answers depend on, as one text: callers of one scope may be sent the same bytes. */
export function scopeOf(principal: Principal): string {
  return JSON.stringify([principal.kind, principal.mover, [...principal.roles].sort(), [...principal.teams].sort()]);
}
