import { RE2JS } from 're2js';

/** A `matches` pattern as a search anywhere, ignoring case and outer space, in linear time; throws RangeError with a sentence. */
export function compilePattern(pattern: string): (text: string) => boolean {
  if (typeof pattern !== 'string') throw new RangeError(`The pattern ${JSON.stringify(pattern)} is not a text.`);
  try {
    const compiled = RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE);
    return (text) => compiled.test(text.trim());
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^error parsing regexp: /, '') : 'it does not parse';
    throw new RangeError(
      `The pattern ${JSON.stringify(pattern)} is no RE2 expression: ${reason}. Look-around and back-references are not available.`,
    );
  }
}
