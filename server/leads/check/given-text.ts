/** A text somebody may leave out, as it was written; null where there is none, or only space. */
export function givenText(text: string | null | undefined): string | null {
  return text?.trim() ? text : null;
}
