/** Which page: `first` after a cursor or `last` before one; 25 when neither is given. */
export interface PageRequest {
  first?: number | null;
  after?: string | null;
  last?: number | null;
  before?: string | null;
  /** Most rows a page (ACCORD_MAX_PAGE); 100 when absent. */
  maxPage?: number;
  /** False: nobody asked how many there are; `totalCount` is null. */
  counted?: boolean;
}

/** A page in the order of the list; `cursors[i]` stands at `nodes[i]`. */
export interface Page<Row> {
  nodes: Row[];
  cursors: string[];
  hasNextPage: boolean;
  hasPreviousPage: boolean;
  /** Null above 10,000. */
  totalCount: number | null;
}
