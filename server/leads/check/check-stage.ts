import { findStage } from '../../../core/definitions/stage-order.js';
import { suggestWord } from '../../../core/definitions/suggest-word.js';
import type { DefinitionsTree } from '../../../core/definitions/tree.js';
import { type UserError, userError } from '../user-error.js';

/** Problems of a stage's key: unknown to the tree in force. */
export function checkStage({ lifecycle }: DefinitionsTree, key: string, field: string[]): UserError[] {
  if (findStage(lifecycle, key)) return [];
  const keys = lifecycle.stages.map((stage) => stage.key);
  const near = suggestWord(key, keys);
  const message = `There is no stage '${key}'.${near ? ` Did you mean '${near}'?` : ''}`;
  return [userError('INVALID', field, message, `The stages are: ${keys.join(', ')}.`)];
}
