import { jwtVerify } from 'jose';
import { CallerError } from '../../errors.js';
import type { Oidc } from './open-oidc.js';

/** What a good access token says of its bearer. */
export interface AccessClaims {
  subject: string;
  /** Lower-cased; null when the token has none or the provider says it is not verified. */
  email: string | null;
  expiresAt: Date;
  /** Values of the claims `roles` and `groups`, as the provider writes them. */
  groups: string[];
}

/** Asymmetric signatures only: with these a public key can never serve as a shared secret. */
const ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];
/** What jose says when it is not the token that is wrong; a connection that fails has no code of its own. */
const UNREACHED = new Set(['ERR_JWKS_TIMEOUT', 'ERR_JOSE_GENERIC', 'no answer']);
const MAX_LENGTH = 8_192;
const CLOCK_TOLERANCE_S = 5;

/**
 * The claims of an access token signed by the provider for this installation; null for every other text: wrong
 * signature, algorithm, issuer or audience, expired, no subject. Headers that point at other keys (`jku`, `x5u`, `jwk`)
 * are never followed. Throws a CallerError, OVERLOADED, only when the provider's
 * keys cannot be fetched.
 */
export async function verifyAccessToken(oidc: Oidc, token: string): Promise<AccessClaims | null> {
  if (token.length > MAX_LENGTH || token.split('.').length !== 3) return null;
  const keys = await oidc.keys();
  try {
    const { payload } = await jwtVerify(token, keys, {
      issuer: oidc.issuer,
      audience: oidc.audience,
      algorithms: ALGORITHMS,
      requiredClaims: ['exp', 'sub'],
      clockTolerance: CLOCK_TOLERANCE_S,
    });
    const verified = payload['email_verified'] !== false && typeof payload['email'] === 'string';
    return {
      subject: payload.sub as string,
      email: verified ? (payload['email'] as string).trim().toLowerCase() : null,
      expiresAt: new Date((payload.exp as number) * 1000),
      groups: [...textsOf(payload['roles']), ...textsOf(payload['groups'])],
    };
  } catch (error) {
    const { code = 'no answer' } = error as { code?: string };
    if (!UNREACHED.has(code)) return null;
    throw new CallerError('OVERLOADED', `The keys of the identity provider cannot be fetched just now (${code}).`);
  }
}

function textsOf(claim: unknown): string[] {
  if (typeof claim === 'string') return claim.split(/\s+/).filter(Boolean);
  return Array.isArray(claim) ? claim.filter((each) => typeof each === 'string') : [];
}
