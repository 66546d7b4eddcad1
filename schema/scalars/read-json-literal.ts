import type { ValueNode } from 'graphql';
import { Kind } from 'graphql';

/** The JSON value a literal in a document stands for, variables inside it filled in (absent ones: null). */
export function readJsonLiteral(node: ValueNode, variables?: Readonly<Record<string, unknown>> | null): unknown {
  switch (node.kind) {
    case Kind.STRING:
    case Kind.ENUM:
    case Kind.BOOLEAN:
      return node.value;
    case Kind.INT:
    case Kind.FLOAT:
      return Number(node.value);
    case Kind.NULL:
      return null;
    case Kind.VARIABLE:
      return variables?.[node.name.value] ?? null;
    case Kind.LIST:
      return node.values.map((value) => readJsonLiteral(value, variables));
    case Kind.OBJECT:
      return Object.fromEntries(
        node.fields.map((field) => [field.name.value, readJsonLiteral(field.value, variables)]),
      );
  }
}
