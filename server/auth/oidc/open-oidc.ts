import type { JWTVerifyGetKey } from 'jose';
import { CallerError } from '../../errors.js';
import { followKeys } from './follow-keys.js';

/** An identity provider this installation trusts: who signs, for whom, and the keys it publishes. */
export interface Oidc {
  issuer: string;
  audience: string;
  /** Roles by value of a group claim; null: a person has the roles of his user. */
  roles: ReadonlyMap<string, readonly string[]> | null;
  /** Finds the published key of a token; fetches a few times a minute at most, however many unknown key ids come. */
  keys(): Promise<JWTVerifyGetKey>;
}

/** A provider that could not be asked is asked again after this. */
const COOL_DOWN_MS = 2_000;
const TIMEOUT_MS = 5_000;
const MAX_DISCOVERY_BYTES = 65_536;

/** Describes the provider; nothing is fetched before the first token. The issuer is matched to the letter. */
export function openOidc(options: Pick<Oidc, 'issuer' | 'audience' | 'roles'>): Oidc {
  let known: Promise<JWTVerifyGetKey> | null = null;
  let failedAt = 0;
  return {
    issuer: options.issuer,
    audience: options.audience,
    roles: options.roles,
    keys() {
      if (known && (failedAt === 0 || Date.now() - failedAt < COOL_DOWN_MS)) return known;
      failedAt = 0;
      known = discoverKeys(options.issuer).catch((error: unknown) => {
        throw new CallerError(
          'OVERLOADED',
          `The identity provider cannot be asked just now: ${(error as Error).message}.`,
        );
      });
      known.catch(() => {
        failedAt = Date.now();
      });
      return known;
    },
  };
}

async function discoverKeys(issuer: string): Promise<JWTVerifyGetKey> {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const response = await fetch(address, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) });
  const text = await response.text();
  if (!response.ok || text.length > MAX_DISCOVERY_BYTES) throw new Error(`${address} answered ${response.status}`);
  const found = JSON.parse(text) as { issuer?: unknown; jwks_uri?: unknown };
  if (found.issuer !== issuer || typeof found.jwks_uri !== 'string') {
    throw new Error(`${address} does not describe the issuer ${issuer}`);
  }
  return followKeys(new URL(found.jwks_uri));
}
