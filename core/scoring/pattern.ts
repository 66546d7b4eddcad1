import { RE2JS } from 're2js';
import { patternSize } from './pattern-size.js';

/** Largest expression by its signs, repetitions multiplied out: larger ones would take long to compile already. */
const MAX_SIZE = 2500;
/** Most steps an expression with wildcards, classes or repetitions compiles to. */
const MAX_STEPS = 100;
/**
 * Most wildcards and classes, repetitions multiplied out: at any character of a hostile text all of them may be open at
 * once. Every text is searched to its end; the largest that is kept has 64 KiB and then takes some 100 ms at worst.
 */
const MAX_WIDE = 32;
/** The same beside \b or \B, which slow down the search of texts beyond ASCII. */
const MAX_WIDE_AT_WORDS = 16;
const AT_WORDS = /\\[bB]/;
/** A letter is open only where the text has that very letter. */
const LETTER = 0.125;
const WIDE = /^(?:[.[]|\\[wWdDsSpPC])/;
/** Signs that read nothing. */
const SILENT = /^(?:[()|^$?*+]|\\[bBAzZ])/;

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
    const steps = linear.programSize();
    if (steps > MAX_STEPS) {
      throw new RangeError(
        `The pattern ${shown(pattern)} takes ${steps} steps; with wildcards, classes or repetitions ${MAX_STEPS} are allowed, so that long texts are searched to their end. Make it shorter, or write several conditions under 'any'.`,
      );
    }
    const wide = Math.floor(patternSize(pattern, openAtOnce));
    const allowed = AT_WORDS.test(pattern) ? MAX_WIDE_AT_WORDS : MAX_WIDE;
    if (wide > allowed) {
      throw new RangeError(
        `The pattern ${shown(pattern)} has ${wide} wildcards and classes, repetitions multiplied out; ${allowed} are allowed, so that long texts are searched to their end. Repeat less, such as '.*' for '.{0,50}', or write several conditions under 'any'.`,
      );
    }
    return (text) => linear.test(text.trim());
  }
  const native = new RegExp(pattern, 'i');
  return (text) => {
    const inner = text.trim();
    if (native.test(inner)) return true;
    return (inner.includes(LONG_S) || inner.includes(KELVIN)) && linear.test(inner);
  };
}

function openAtOnce(atom: string): number {
  if (WIDE.test(atom)) return 1;
  return SILENT.test(atom) ? 0 : LETTER;
}

function compileLinear(pattern: string): RE2JS {
  if (patternSize(pattern) > MAX_SIZE) {
    throw new RangeError(`The pattern ${shown(pattern)} repeats too much: ${MAX_SIZE} steps are allowed.`);
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

function shown(pattern: string): string {
  return JSON.stringify(pattern.length > 80 ? `${pattern.slice(0, 80)}…` : pattern);
}
