const FORM = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?$/;
const GROUPED = /^[+-]?\d{1,3}(,\d{3})+(\.\d*)?$/;

/**
 * The number a text of a file writes with that decimal sign, grouped in thousands or not; undefined when it is none, or
 * a whole number with more digits than a number holds (ids are texts).
 */
export function parseNumberText(text: string, decimal: '.' | ',' = '.'): number | undefined {
  const written = decimal === ',' ? swapSigns(text) : text;
  const plain = GROUPED.test(written) ? written.replaceAll(',', '') : written;
  if (!FORM.test(plain)) return undefined;
  const value = Number(plain);
  if (!Number.isFinite(value)) return undefined;
  return Number.isInteger(value) && !Number.isSafeInteger(value) && /^[+-]?\d+$/.test(plain) ? undefined : value;
}

function swapSigns(text: string): string {
  return text.replace(/[.,]/g, (sign) => (sign === ',' ? '.' : ','));
}
