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

/** A message about an object quotes the whole of it, once for each member that is wrong: of these a few are enough. */
const LONG_TEXT = 4_096;
const MANY_MEMBERS = 50;

/** What was seen in the texts of an operation. */
export interface TextJudgement {
  /** The first value that could be neither kept nor compared nor walked, in words; null where all is well. */
  bad: string | null;
  /** Whether telling what is wrong with the variables could take long. */
  heavy: boolean;
}

/** Judges the literals of a document and the values of its variables. */
export function judgeTexts(document: DocumentNode, variables: Readonly<Record<string, unknown>>): TextJudgement {
  const inside = judgeVariables(variables);
  return { bad: findInLiterals(document) ?? inside.bad, heavy: inside.heavy };
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

function judgeVariables(variables: Readonly<Record<string, unknown>>): TextJudgement {
  let heavy = false;
  const refuse = (bad: string): TextJudgement => ({ bad, heavy });
  for (const [name, value] of Object.entries(variables)) {
    const open: { value: unknown; depth: number }[] = [{ value, depth: 0 }];
    for (let next = open.pop(); next; next = open.pop()) {
      const { value: each, depth } = next;
      if (typeof each === 'string') {
        const why = badness(each);
        if (why) return refuse(`A text in the variable $${name} ${why}.`);
        if (each.length > LONG_TEXT) heavy = true;
      } else if (typeof each === 'object' && each !== null) {
        const members = Object.entries(each);
        if (!Array.isArray(each) && members.length > MOST_MEMBERS)
          return refuse(`The variable $${name} holds an object of more than ${MOST_MEMBERS} members.`);
        if (depth >= DEEPEST) return refuse(`The variable $${name} is nested deeper than ${DEEPEST}.`);
        if (!Array.isArray(each) && members.length > MANY_MEMBERS) heavy = true;
        for (const [key, inner] of members) open.push({ value: key, depth }, { value: inner, depth: depth + 1 });
      }
    }
  }
  return { bad: null, heavy };
}
