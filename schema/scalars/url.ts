import { textScalar } from './text-scalar.js';

/** An absolute URL, kept as it was written. */
export const UrlScalar = textScalar({
  name: 'URL',
  description: 'An absolute URL, such as `https://example.com/hooks`.',
  specifiedByURL: 'https://url.spec.whatwg.org/',
  advice: 'write an absolute URL such as https://example.com/hooks',
  read: (text) => (URL.canParse(text) ? text : null),
});
