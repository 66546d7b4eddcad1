import type { Principal } from '../../server/auth/principal.js';

/** What answers depend on of a caller, but for his own rows, as one text. */
export function scopeOf(principal: Principal): string {
  return JSON.stringify([principal.kind, principal.mover, [...principal.roles].sort(), [...principal.teams].sort()]);
}
