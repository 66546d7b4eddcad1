import { textScalar } from './text-scalar.js';

const MAX_LENGTH = 2_048;

/** An absolute http or https address. */
export const Url = textScalar({
  name: 'URL',
  description: 'An absolute address that starts with `https://` or `http://`.',
  specifiedByURL: 'https://url.spec.whatwg.org/',
  advice: 'write an address that starts with https:// or http://',
  read(text) {
    if (text.length > MAX_LENGTH || !URL.canParse(text)) return null;
    return ['https:', 'http:'].includes(new URL(text).protocol) ? text : null;
  },
});
