import type { Db } from '../db/database.js';
import { findPerson } from './find-person.js';
import { findPrincipal } from './find-principal.js';
import type { Oidc } from './oidc/open-oidc.js';
import { verifyAccessToken } from './oidc/verify-access-token.js';
import type { Principal, Role } from './principal.js';
import { tokenHmac } from './token-hmac.js';
import { isTokenText } from './token-text.js';

/** The way in of a process. */
export interface Authentication {
  /** Who sent this `Authorization` header (`Bearer TOKEN`); null without a good token. Answers are kept 1.5 s. */
  authenticate(header: string | null | undefined): Promise<Principal | null>;
  /** The same for a token that came without a header (Basic, a command). */
  authenticateToken(token: string): Promise<Principal | null>;
  /** Forgets what was kept, so that a change made by this process acts at once in it. */
  forget(): void;
}

/** Revoked is revoked within 5 s: what is kept is at most this old, and streams ask every 3 s at least. */
const KEEP_MS = 1_500;
const KEPT = 10_000;

/** Opens the way in. With `oidc`, access tokens of that provider are accepted for active users with the same e-mail address. */
export function openAuthentication(parts: { db: Db; pepper: string; oidc?: Oidc | null }): Authentication {
  const kept = new Map<string, { until: number; principal: Promise<Principal | null> }>();

  function authenticateToken(token: string): Promise<Principal | null> {
    const isJwt = parts.oidc && token.split('.').length === 3;
    if (!isJwt && !isTokenText(token)) return Promise.resolve(null);
    const hmac = tokenHmac(parts.pepper, token);
    const key = hmac.toString('base64');
    const now = performance.now();
    const known = kept.get(key);
    if (known && known.until > now) return known.principal.then(unlessExpired);
    const principal = isJwt ? findByOidc(parts.oidc as Oidc, token) : findPrincipal(parts.db, hmac);
    kept.delete(key);
    kept.set(key, { until: now + KEEP_MS, principal });
    principal.catch(() => kept.delete(key));
    const oldest = kept.keys().next().value;
    if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
    return principal.then(unlessExpired);
  }

  /** An answer that is kept must not outlive the token. */
  function unlessExpired(principal: Principal | null): Principal | null {
    return principal?.expiresAt && principal.expiresAt.getTime() <= Date.now() ? null : principal;
  }

  async function findByOidc(oidc: Oidc, token: string): Promise<Principal | null> {
    const claims = await verifyAccessToken(oidc, token);
    const person = claims?.email ? await findPerson(parts.db, claims.email) : null;
    if (!person || !claims) return null;
    return { ...person, roles: mappedRoles(oidc, claims.groups, person.roles), expiresAt: claims.expiresAt };
  }

  return {
    authenticateToken,
    async authenticate(header) {
      const [, token] = /^Bearer +(\S+) *$/i.exec(header ?? '') ?? [];
      return token === undefined ? null : authenticateToken(token);
    },
    forget: () => kept.clear(),
  };
}

/** With a map, the provider's groups may take roles away from a person, never give more than the user has. */
function mappedRoles({ roles }: Oidc, groups: readonly string[], own: readonly Role[]): Role[] {
  if (!roles) return [...own];
  const granted = new Set<string>(groups.flatMap((group) => roles.get(group) ?? []));
  return own.filter((role) => granted.has(role));
}
