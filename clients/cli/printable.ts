/**
 * A text as a terminal may show it, lines kept: what could command the terminal, break a line or turn its direction is a
 * question mark. Names of leads come from web forms.
 */
export function printable(text: string): string {
  return text.replace(/(?!\r?\n|\t)[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, '?');
}
