import { textScalar } from './text-scalar.js';

/** An e-mail address, lower-cased as it comes in. What is none is told by who takes it: one of a batch must not refuse the rest. */
export const EmailAddress = textScalar({
  name: 'EmailAddress',
  description:
    'An e-mail address. Lower-cased on write and in comparisons; what is none is INVALID among the userErrors.',
  advice: 'write it as a text, like name@example.com',
  read: (text) => text.trim().toLowerCase(),
});
