/** A hash somebody wrote down elsewhere: what the row at `seq` must still have. */
export interface Anchor {
  seq: number;
  hash: Buffer;
}
