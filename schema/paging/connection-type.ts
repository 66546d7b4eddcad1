import type { ClassType } from 'type-graphql';
import { Field, Int, ObjectType } from 'type-graphql';
import { PageInfoType } from './page-info.type.js';

/** A page of a list. */
export interface Connection<Node> {
  edges: { cursor: string; node: Node }[];
  nodes: Node[];
  pageInfo: PageInfoType;
  totalCount: number | null;
}

/** Makes the types `XConnection` and `XEdge` of lists of `what` (in words, plural). */
export function connectionType<Node extends object>(
  name: string,
  what: string,
  node: () => ClassType<Node> | (abstract new () => Node),
): ClassType<Connection<Node>> {
  const nodeType = node as () => ClassType<Node>;

  @ObjectType(`${name}Edge`, { description: `One of a page of ${what}.`, simpleResolvers: true })
  class EdgeType {
    @Field(() => String, { description: 'Where it stands in its list: send it as `after` or `before`.' })
    cursor: string;

    @Field(nodeType, { description: 'What stands there.' })
    node: Node;
  }

  @ObjectType(`${name}Connection`, { description: `A page of ${what}.`, simpleResolvers: true })
  class ConnectionType implements Connection<Node> {
    @Field(() => [EdgeType], { description: 'In the order of the list, each with its cursor.' })
    edges: EdgeType[];

    @Field(() => [node()], { description: 'The same without cursors.' })
    nodes: Node[];

    @Field(() => PageInfoType, { description: 'Where the page stands.' })
    pageInfo: PageInfoType;

    @Field(() => Int, { nullable: true, description: 'All there are, counted to 10,000; null above.' })
    totalCount: number | null;
  }
  return ConnectionType;
}
