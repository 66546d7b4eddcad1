/** Reads the database. Parameters are `$1`, `$2`…; timestamptz comes as Date, bigint as number. */
export interface Db {
  query<Row = Record<string, unknown>>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
}

/** Writes the database: one transaction, one instant (database clock), one actor (a node id, or `system`). */
export interface Tx extends Db {
  readonly actor: string;
  /** Whole milliseconds. Read when the transaction began, or once locks were held (`lockLeads`). */
  at: Date;
}
