/** The form in which two texts are compared: without outer space, in lower case. */
export function foldText(text: string): string {
  return isFolded(text) ? text : text.trim().toLowerCase();
}

/** Whether folding changes nothing, for the common texts for which that is quick to see. */
function isFolded(text: string): boolean {
  const { length } = text;
  if (length === 0) return true;
  if (text.charCodeAt(0) <= 32 || text.charCodeAt(length - 1) <= 32) return false;
  for (let i = 0; i < length; i++) {
    const unit = text.charCodeAt(i);
    if (unit > 127 || (unit >= 65 && unit <= 90)) return false;
  }
  return true;
}

/** Whether a text folds to `folded`. */
export function foldsTo(text: string, folded: string): boolean {
  return text === folded || (isAscii(folded) ? foldsToAscii(text, folded) : foldText(text) === folded);
}

/** `foldsTo` for a plain ASCII `folded`: no copy of a text that is plain too. */
export function foldsToAscii(text: string, folded: string): boolean {
  if (text === folded) return true;
  const { length } = text;
  if (length === 0) return folded.length === 0;
  if (length !== folded.length) {
    return !(isInner(text.charCodeAt(0)) && isInner(text.charCodeAt(length - 1))) && foldText(text) === folded;
  }
  for (let i = 0; i < length; i++) {
    const unit = text.charCodeAt(i);
    const lower = unit >= 65 && unit <= 90 ? unit + 32 : unit;
    if (lower !== folded.charCodeAt(i)) return !isInner(unit) && foldText(text) === folded;
  }
  return true;
}

function isInner(unit: number): boolean {
  return unit > 32 && unit < 128;
}

/** Whether a text has no sign beyond ASCII. */
export function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false;
  return true;
}
