import type { JWTVerifyGetKey } from 'jose';
import { createRemoteJWKSet, errors } from 'jose';

/** Older keys are asked for again, while the old ones still answer: a key that was withdrawn is refused a minute later. */
const FRESH_MS = 60_000;

/** As long as the provider cannot be reached, what it published last holds. */
const HOLD_MS = 3_600_000;

/** A key nobody knows is worth a look, five at once and then one in ten seconds, whatever is sent. */
const LOOKS = 5;
const LOOK_EVERY_MS = 10_000;

const TIMEOUT_MS = 5_000;

/**
 * Finds keys among those published at an address, which rotate: a new one is found with its first token, a withdrawn one
 * is forgotten within a minute. However many unknown key ids come, the provider is asked a few times a minute, and who
 * holds a known key does not wait for it.
 */
export function followKeys(address: URL): JWTVerifyGetKey {
  const remote = createRemoteJWKSet(address, {
    cooldownDuration: Number.POSITIVE_INFINITY,
    cacheMaxAge: HOLD_MS,
    timeoutDuration: TIMEOUT_MS,
  });
  let asked = 0;
  let looks = LOOKS;
  let lookedAt = 0;

  function mayLook(now: number): boolean {
    looks = Math.min(LOOKS, looks + (now - lookedAt) / LOOK_EVERY_MS);
    lookedAt = now;
    if (looks < 1) return false;
    looks -= 1;
    return true;
  }

  return async (header, token) => {
    const now = Date.now();
    if (remote.jwks() !== undefined && now - asked > FRESH_MS) {
      asked = now;
      remote.reload().catch(() => undefined);
    } else if (asked === 0) asked = now;
    try {
      return await remote(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey) || !(remote.reloading || mayLook(now))) throw error;
      await remote.reload();
      return remote(header, token);
    }
  };
}
