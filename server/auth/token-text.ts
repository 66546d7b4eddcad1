import { randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const ID_DIGITS = 10;
/** 32 digits of 62 are 190 bits. */
const SECRET_DIGITS = 32;
const CRC_DIGITS = 6;
const OURS = /^acc_[0-9A-Za-z]{10}_[0-9A-Za-z]{38}$/;
/** What ACCORD_ADMIN_TOKEN may be; ours are of this shape too. */
const ANY = /^[A-Za-z0-9_-]{24,200}$/;

/** A new token, `acc_<id>_<secret><crc>`, and its beginning, `acc_<id>`, which may be shown. */
export function newTokenText(): { text: string; prefix: string } {
  const prefix = `acc_${randomDigits(ID_DIGITS)}`;
  const unchecked = `${prefix}_${randomDigits(SECRET_DIGITS)}`;
  return { text: unchecked + checkDigits(unchecked), prefix };
}

/** Whether a text can be a token at all: one of ours with a wrong character is told without a look at the database. */
export function isTokenText(text: string): boolean {
  return OURS.test(text) ? text.endsWith(checkDigits(text.slice(0, -CRC_DIGITS))) : ANY.test(text);
}

function checkDigits(text: string): string {
  let rest = crc32(text);
  let digits = '';
  for (let i = 0; i < CRC_DIGITS; i++) {
    digits = DIGITS[rest % 62] + digits;
    rest = Math.floor(rest / 62);
  }
  return digits;
}

/** Bytes of 248 and more are thrown away, so that every digit is as likely as every other. */
function randomDigits(count: number): string {
  let digits = '';
  while (digits.length < count) {
    for (const byte of randomBytes(count)) {
      if (byte < 248 && digits.length < count) digits += DIGITS[byte % 62];
    }
  }
  return digits;
}
