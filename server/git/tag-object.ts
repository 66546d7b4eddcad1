import type { Sign } from './commit-object.js';
import { objectRow } from './object-row.js';
import type { GitObjectRow, Signature } from './repository.js';
import { signatureLine } from './signature-line.js';

/** The object of an annotated tag of a commit, signed where it is given how; no ref moves. */
export function tagObject(tag: {
  name: string;
  commit: string;
  message: string;
  tagger: Signature;
  sign?: Sign;
}): GitObjectRow {
  const head = [`object ${tag.commit}`, 'type commit', `tag ${tag.name}`, `tagger ${signatureLine(tag.tagger)}`];
  const unsigned = `${head.join('\n')}\n\n${tag.message.trimEnd()}\n`;
  const signature = tag.sign ? `${tag.sign(Buffer.from(unsigned)).trimEnd()}\n` : '';
  return objectRow('tag', Buffer.from(`${unsigned}${signature}`));
}
