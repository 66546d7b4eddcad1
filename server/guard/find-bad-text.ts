import type { DocumentNode } from 'graphql';
import { visit } from 'graphql';

/** Why a text cannot be kept, or null: PostgreSQL has no NUL, UTF-8 no half of a surrogate pair. */
function badness(text: string): string | null {
  if (text.includes('\0')) return 'holds the character U+0000';
  return text.isWellFormed() ? null : 'holds half of a surrogate pair';
}

/** The first value of the variables, or text in the document, that could be neither kept nor compared; null where all is well. */
export function findBadText(document: DocumentNode, variables: Readonly<Record<string, unknown>>): string | null {
  return findInLiterals(document) ?? findInVariables(variables);
}

const judged = new WeakMap<DocumentNode, string | null>();

function findInLiterals(document: DocumentNode): string | null {
  const known = judged.get(document);
  if (known !== undefined) return known;
  let found: string | null = null;
  visit(document, {
    StringValue(node) {
      const why = badness(node.value);
      if (why) found ??= `A text in the document ${why}.`;
    },
  });
  judged.set(document, found);
  return found;
}

function findInVariables(variables: Readonly<Record<string, unknown>>): string | null {
  for (const [name, value] of Object.entries(variables)) {
    const open: unknown[] = [value];
    while (open.length > 0) {
      const next = open.pop();
      if (typeof next === 'string') {
        const why = badness(next);
        if (why) return `A text in the variable $${name} ${why}.`;
      } else if (typeof next === 'object' && next !== null) {
        for (const [key, inner] of Object.entries(next)) open.push(key, inner);
      }
    }
  }
  return null;
}
