import { createHmac } from 'node:crypto';

/** What is kept of a token: without the pepper it can be neither used nor searched for. */
export function tokenHmac(pepper: string, text: string): Buffer {
  return createHmac('sha256', pepper).update(text).digest();
}
