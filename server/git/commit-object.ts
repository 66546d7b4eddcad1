import { objectRow } from './object-row.js';
import type { GitObjectRow, Signature } from './repository.js';
import { signatureLine } from './signature-line.js';

/** Signs the bytes git signs: an object without its signature. Answers the armoured signature. */
export type Sign = (payload: Uint8Array) => string;

/** A commit to be written; the author commits it. Times are UTC, whole seconds. */
export interface NewCommit {
  tree: string;
  parents: readonly string[];
  message: string;
  author: Signature;
  sign?: Sign;
}

/** The object of a commit, signed where it is given how. */
export function commitObject({ tree, parents, message, author, sign }: NewCommit): GitObjectRow {
  const by = signatureLine(author);
  const head = [`tree ${tree}`, ...parents.map((parent) => `parent ${parent}`), `author ${by}`, `committer ${by}`];
  const body = `\n\n${message.trimEnd()}\n`;
  const unsigned = Buffer.from(`${head.join('\n')}${body}`);
  if (!sign) return objectRow('commit', unsigned);
  // A header of several lines: each but the first begins with a space.
  const signature = `\ngpgsig ${sign(unsigned).trimEnd().replaceAll('\n', '\n ')}`;
  return objectRow('commit', Buffer.from(`${head.join('\n')}${signature}${body}`));
}
