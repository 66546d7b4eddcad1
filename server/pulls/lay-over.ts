import type { Files } from '../../core/definitions/tree.js';

/** The files of a tree with some laid over them; one without content is removed. */
export function layOver(files: Files, over: readonly { path: string; content?: string | null }[]): Files {
  const laid: Record<string, string> = { ...files };
  for (const { path, content } of over) {
    if (typeof content === 'string') laid[path] = content;
    else delete laid[path];
  }
  return laid;
}
