import { describeDuration } from '../../scoring/describe-value.js';
import type { ReasonDefinition } from '../tree.js';
import { listWords } from './list-words.js';

/** A reason in words: 'Bad timing (timing): recycles leads from mql or sal, left in peace for 90 days'. */
export function describeReason(reason: ReasonDefinition): string {
  const does = reason.outcome === 'recycle' ? 'recycles' : 'disqualifies';
  const rest = reason.coolDown === undefined ? '' : `, left in peace for ${describeDuration(reason.coolDown)}`;
  const note = reason.noteRequired ? ', needs a note' : '';
  const system = reason.systemOnly ? ', given by the platform only' : '';
  return `${reason.label} (${reason.side}): ${does} leads from ${listWords(reason.from, 'or')}${rest}${note}${system}`;
}
