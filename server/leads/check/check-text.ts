import { type UserError, userError } from '../user-error.js';

/** Problems of a text: empty, longer than `limit` characters, or with characters PostgreSQL cannot keep. */
export function checkText(value: string, field: string[], limit: number): UserError[] {
  const name = field.at(-1) ?? 'The text';
  if (value.trim() === '')
    return [userError('INVALID', field, `'${name}' is empty.`, 'Give it a value; what may be absent can be left out.')];
  if (value.length > limit) {
    const message = `'${name}' has ${value.length} characters; at most ${limit} are kept.`;
    return [userError('INVALID', field, message, 'Shorten it.')];
  }
  if (!isStorable(value)) {
    const message = `'${name}' contains a NUL character or half of a surrogate pair.`;
    return [userError('INVALID', field, message, 'Send valid Unicode text without U+0000.')];
  }
  return [];
}

/** Whether PostgreSQL can keep the text as it is. */
export function isStorable(text: string): boolean {
  return !text.includes('\u0000') && !/\p{Surrogate}/u.test(text);
}
