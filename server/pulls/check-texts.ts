import { checkText } from '../leads/check/check-text.js';
import { type UserError, userError } from '../user-error.js';
import type { Optional } from './inputs.js';

const TITLE = 200;
const BODY = 65_536;

/** Problems of a title: empty, too long, or of several lines: it becomes the first line of a commit. */
export function checkTitle(title: string): UserError[] {
  if (title.trim() === '') {
    return [userError('REQUIRED', ['title'], 'The pull request has no title.', 'Say in a line what it changes.')];
  }
  if (/[\n\r]/.test(title)) {
    return [userError('INVALID', ['title'], 'The title has several lines.', 'Put the rest into the body.')];
  }
  return checkText(title, ['title'], TITLE);
}

/** Problems of a longer text that may be empty. */
export function checkBody(body: Optional<string>, field = 'body'): UserError[] {
  return body === null || body === undefined || body.trim() === '' ? [] : checkText(body, [field], BODY);
}
