import { textScalar } from './text-scalar.js';

const MAX_LENGTH = 320;
const SHAPE =
  /^[^\s@"(),:;<>[\\\]]+@[a-z0-9\u0080-\u{10ffff}]([a-z0-9.\u0080-\u{10ffff}-]*[a-z0-9\u0080-\u{10ffff}])?$/u;

/** An e-mail address, lower-cased as it comes in. */
export const EmailAddress = textScalar({
  name: 'EmailAddress',
  description: 'An e-mail address. Lower-cased on write and in comparisons.',
  advice: 'write it as name@example.com',
  read(text) {
    const address = text.trim().toLowerCase();
    return address.length <= MAX_LENGTH && SHAPE.test(address) && !address.includes('..') ? address : null;
  },
});
