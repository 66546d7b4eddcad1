import { RE2JS } from 're2js';
import { patternSize } from './pattern-size.js';

/** Largest expression, in steps it compiles to; a plain one has as many as it has signs. */
const MAX_SIZE = 2500;
/**
 * Steps times signs looked at, so that no text costs more than 100 ms (RE2JS takes up to 0.03 µs for each): one of 25
 * steps looks at the first 100,000 signs of a text, one of 1,000 steps at 2,500.
 */
const MAX_WORK = 2_500_000;

/**
 * Expressions of letters, groups, alternatives and anchors only: they cannot backtrack, and mean the same to both
 * engines but for the two letters beyond ASCII that fold to `s` and `k`, which only RE2 finds.
 */
const PLAIN = /^(?:[\w @,;:!#%&=~"'<>/-]|\\[.@/_+*?()[\]{}|^$\\-]|\\[bB]|\(\?:|\((?!\?)|[)|^$])*$/;
const LONG_S = '\u017f';
const KELVIN = '\u212a';

/** A `matches` pattern as a search anywhere, ignoring case and outer space, in linear time; throws RangeError with a sentence. */
export function compilePattern(pattern: string): (text: string) => boolean {
  if (typeof pattern !== 'string') throw new RangeError(`The pattern ${JSON.stringify(pattern)} is not a text.`);
  const linear = compileLinear(pattern);
  if (!PLAIN.test(pattern)) {
    const reach = Math.floor(MAX_WORK / linear.programSize());
    return (text) => linear.test(text.trim().slice(0, reach));
  }
  const native = new RegExp(pattern, 'i');
  return (text) => {
    const inner = text.trim();
    if (native.test(inner)) return true;
    return (inner.includes(LONG_S) || inner.includes(KELVIN)) && linear.test(inner);
  };
}

function compileLinear(pattern: string): RE2JS {
  if (patternSize(pattern) > MAX_SIZE) {
    const shown = JSON.stringify(pattern.slice(0, 80));
    throw new RangeError(`The pattern ${shown} repeats too much: ${MAX_SIZE} steps are allowed.`);
  }
  try {
    return RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE);
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^error parsing regexp: /, '') : 'it does not parse';
    throw new RangeError(
      `The pattern ${JSON.stringify(pattern)} is no RE2 expression: ${reason}. Look-around and back-references are not available.`,
    );
  }
}
