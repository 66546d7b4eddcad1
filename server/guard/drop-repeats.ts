import type { DocumentNode, SelectionNode } from 'graphql';
import { Kind, visit } from 'graphql';

/**
 * The document without plain fields its selection sets say again, which change no answer: graphql compares every pair
 * of them and gives up at some 1,000, long before the limit of tokens. The same object where none is repeated.
 */
export function dropRepeats(document: DocumentNode): DocumentNode {
  return visit(document, {
    SelectionSet(set) {
      const seen = new Set<string>();
      const kept = set.selections.filter((selection) => {
        const name = plainName(selection);
        if (name === null) return true;
        if (seen.has(name)) return false;
        seen.add(name);
        return true;
      });
      return kept.length === set.selections.length ? undefined : { ...set, selections: kept };
    },
  });
}

/** Of a field with nothing but a name, and an alias at most; null of anything else. */
function plainName(selection: SelectionNode): string | null {
  if (selection.kind !== Kind.FIELD || selection.selectionSet) return null;
  if (selection.arguments?.length || selection.directives?.length) return null;
  return `${selection.alias?.value ?? ''}:${selection.name.value}`;
}
