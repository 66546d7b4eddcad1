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

/** Whether a text folds to `folded`; quick where both are plain ASCII. */
export function foldsTo(text: string, folded: string): boolean {
  if (text === folded) return true;
  const { length } = text;
  if (length === folded.length) {
    for (let i = 0; i < length; i++) {
      const unit = text.charCodeAt(i);
      const lower = unit >= 65 && unit <= 90 ? unit + 32 : unit;
      if (lower === folded.charCodeAt(i)) continue;
      return unit > 127 || unit <= 32 || folded.charCodeAt(i) > 127 ? foldText(text) === folded : false;
    }
    return true;
  }
  if (length > 0 && isInner(text.charCodeAt(0)) && isInner(text.charCodeAt(length - 1)) && isAscii(folded))
    return false;
  return foldText(text) === folded;
}

function isInner(unit: number): boolean {
  return unit > 32 && unit < 128;
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false;
  return true;
}
