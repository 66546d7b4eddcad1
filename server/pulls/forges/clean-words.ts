/** A title as pull requests here have them: one line of at most 200 characters that can be kept. */
export function cleanTitle(text: string): string {
  return cleanText(text.replace(/\p{Cc}+/gu, ' '), 200) || 'A change';
}

/** A longer text, of at most 65,536 characters that can be kept. */
export function cleanText(text: string | null | undefined, most = 65_536): string {
  return (text ?? '').replaceAll('\u0000', '').replaceAll('\r\n', '\n').slice(0, most).toWellFormed().trim();
}
