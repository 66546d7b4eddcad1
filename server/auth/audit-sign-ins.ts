import type { Trail } from '../audit/open-trail.js';
import type { Authentication } from './open-authentication.js';

const HOUR_MS = 3_600_000;

/** The same way in, with a trail: the first use of a token in an hour, and every header that opens nothing. */
export function auditSignIns(authentication: Authentication, trail: Trail): Authentication {
  return {
    ...authentication,
    async authenticate(header) {
      const principal = await authentication.authenticate(header);
      if (principal) {
        trail.note({ actor: principal.actor, action: 'signed-in', subject: principal.tokenId }, HOUR_MS);
      } else if (header) {
        trail.note({ actor: 'anonymous', action: 'refused.UNAUTHENTICATED', subject: null });
      }
      return principal;
    },
  };
}
