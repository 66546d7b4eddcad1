/** A text that Markdown shows as it is, on one line; mentions and references of a forge (`@name`, `#12`) stay texts too. */
export function escapeMarkdown(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll(/[\\`*_[\]{}|~!>]/g, '\\$&')
    .replaceAll(/[@#](?=[\p{L}\p{N}])/gu, (sign) => (sign === '@' ? '&#64;' : '&#35;'));
}
