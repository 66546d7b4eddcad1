import type { Page } from '../../server/leads/page.js';
import type { Connection } from './connection-type.js';

/** A page as the API shows it. */
export function toConnection<Node>(page: Page<Node>): Connection<Node> {
  return {
    nodes: page.nodes,
    edges: page.nodes.map((node, index) => ({ cursor: page.cursors[index] as string, node })),
    totalCount: page.totalCount,
    pageInfo: {
      hasNextPage: page.hasNextPage,
      hasPreviousPage: page.hasPreviousPage,
      startCursor: page.cursors[0] ?? null,
      endCursor: page.cursors.at(-1) ?? null,
    },
  };
}
