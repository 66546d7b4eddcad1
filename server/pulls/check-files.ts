import { checkFileSet } from '../../core/definitions/check-file-set.js';
import { fileKind } from '../../core/definitions/file-kinds.js';
import { parseFile } from '../../core/definitions/parse.js';
import type { Files } from '../../core/definitions/tree.js';
import { isStorable } from '../leads/check/check-text.js';
import { type UserError, userError } from '../user-error.js';
import type { FileInput } from './inputs.js';

const TOLD = 50;

/**
 * Why files cannot be laid over a tree: paths it has no place for, too many or too big, JSON that does not parse (file,
 * line, what to do), copies of schemas, removing what is not there. At most 50 are told.
 */
export function checkFiles(over: readonly FileInput[], tree: Files): UserError[] {
  if (over.length === 0) {
    return [userError('REQUIRED', ['files'], 'No file was given.', 'Give at least one file with its whole text.')];
  }
  const set = checkFileSet(
    over.map(({ path, content }) => ({ path, size: content == null ? 0 : Buffer.byteLength(content) })),
  );
  if (set.length > 0) {
    return set.slice(0, TOLD).map(({ path, reason }) => userError('INVALID', fieldOf(over, path, 'path'), reason));
  }
  return over.flatMap((file) => checkFile(file, over, tree)).slice(0, TOLD);
}

function checkFile({ path, content }: FileInput, over: readonly FileInput[], tree: Files): UserError[] {
  const present = Object.hasOwn(tree, path);
  if (content == null) {
    if (present) return [];
    const message = `There is no file '${path}' to remove.`;
    return [userError('INVALID', fieldOf(over, path, 'path'), message, 'Leave it out.')];
  }
  const field = fieldOf(over, path, 'content');
  if (!isStorable(content)) {
    const message = `${path} contains a NUL character or half of a surrogate pair.`;
    return [userError('DEFINITION_INVALID', field, message, 'Save it as UTF-8 text.')];
  }
  const kind = fileKind(path);
  if (kind?.kind === 'schema' && content !== tree[path]) {
    const message = `${path} is a copy for editors: the platform judges by the schemas it ships.`;
    return [userError('INVALID', fieldOf(over, path, 'path'), message, 'Leave it as it is.')];
  }
  if (!kind?.schema) return [];
  return parseFile(path, content).problems.map(({ pointer, line, column, message, hint }) => {
    const place = [path, pointer, `line ${line}, column ${column}`].filter(Boolean).join(', ');
    return userError('DEFINITION_INVALID', field, `${place}: ${message}`, hint);
  });
}

function fieldOf(over: readonly FileInput[], path: string, member: string): string[] {
  return ['files', String(over.findIndex((file) => file.path === path)), member];
}
