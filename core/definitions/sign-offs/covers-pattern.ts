import { matchesGlob } from './matches-glob.js';
import { splitPattern } from './matches-pattern.js';

/** Whether whatever fits `inner` surely fits `outer`; false where that is not plain to see. */
export function coversPattern(outer: string, inner: string): boolean {
  const [glob, pointer] = splitPattern(outer);
  const [innerGlob, innerPointer] = splitPattern(inner);
  const below = pointer === '' || innerPointer === pointer || innerPointer.startsWith(`${pointer}/`);
  if (!below) return false;
  if (glob === innerGlob || glob === '**') return true;
  if (!innerGlob.includes('*')) return matchesGlob(glob, innerGlob);
  return glob.endsWith('/**') && !glob.slice(0, -2).includes('*') && innerGlob.startsWith(glob.slice(0, -2));
}
