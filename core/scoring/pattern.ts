import { RE2JS } from 're2js';

/** Expressions of letters, groups, alternatives and anchors only: they mean the same to both engines, and cannot backtrack. */
const PLAIN = /^(?:[\w @,;:!#%&=~"'<>/-]|\\[.@/_+*?()[\]{}|^$\\-]|\\[bB]|\(\?:|\((?!\?)|[)|^$])*$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: exactly the ASCII range is meant
const ASCII = /^[\x00-\x7f]*$/;

/** A `matches` pattern as a search anywhere, ignoring case and outer space, in linear time; throws RangeError with a sentence. */
export function compilePattern(pattern: string): (text: string) => boolean {
  if (typeof pattern !== 'string') throw new RangeError(`The pattern ${JSON.stringify(pattern)} is not a text.`);
  const linear = compileLinear(pattern);
  if (!PLAIN.test(pattern)) return (text) => linear.test(text.trim());
  const native = new RegExp(pattern, 'i');
  return (text) => (ASCII.test(text) ? native.test(text.trim()) : linear.test(text.trim()));
}

function compileLinear(pattern: string): RE2JS {
  try {
    return RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE);
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^error parsing regexp: /, '') : 'it does not parse';
    throw new RangeError(
      `The pattern ${JSON.stringify(pattern)} is no RE2 expression: ${reason}. Look-around and back-references are not available.`,
    );
  }
}
