import type { DocumentNode } from 'graphql';
import { visit } from 'graphql';

/** No input of the schema needs half of it, and whatever walks a value by calling itself survives it. */
const DEEPEST = 200;
/** What is wrong with each member is told with the whole object: of 60,000 that took 8 s. */
const MOST_MEMBERS = 1_000;

/** Why a text cannot be kept, or null: PostgreSQL has no NUL, UTF-8 no half of a surrogate pair. */
function badness(text: string): string | null {
  if (text.includes('\0')) return 'holds the character U+0000';
  return text.isWellFormed() ? null : 'holds half of a surrogate pair';
}

/** The first value of the variables, or text in the document, that could be neither kept nor compared nor walked; null where all is well. */
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
    const open: { value: unknown; depth: number }[] = [{ value, depth: 0 }];
    for (let next = open.pop(); next; next = open.pop()) {
      const { value: each, depth } = next;
      if (typeof each === 'string') {
        const why = badness(each);
        if (why) return `A text in the variable $${name} ${why}.`;
      } else if (typeof each === 'object' && each !== null) {
        if (!Array.isArray(each) && Object.keys(each).length > MOST_MEMBERS)
          return `The variable $${name} holds an object of more than ${MOST_MEMBERS} members.`;
        if (depth >= DEEPEST) return `The variable $${name} is nested deeper than ${DEEPEST}.`;
        for (const [key, inner] of Object.entries(each))
          open.push({ value: key, depth }, { value: inner, depth: depth + 1 });
      }
    }
  }
  return null;
}
