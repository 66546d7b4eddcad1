import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** A text as it may lie in a database: unreadable without the pepper, bound to `about` (the id of its row and what it is). */
export function sealText(pepper: string, about: string, text: string): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, keyOf(pepper), iv).setAAD(Buffer.from(about));
  return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
}

/** The text that was sealed; null under another pepper, about something else, or altered. */
export function unsealText(pepper: string, about: string, sealed: Buffer): string | null {
  const iv = sealed.subarray(0, IV_BYTES);
  const tag = sealed.subarray(-TAG_BYTES);
  try {
    const decipher = createDecipheriv(CIPHER, keyOf(pepper), iv).setAAD(Buffer.from(about)).setAuthTag(tag);
    return decipher.update(sealed.subarray(IV_BYTES, -TAG_BYTES)).toString() + decipher.final().toString();
  } catch {
    return null;
  }
}

function keyOf(pepper: string): Buffer {
  return Buffer.from(hkdfSync('sha256', pepper, 'accord', 'webhooks', 32));
}
