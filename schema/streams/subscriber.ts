/** Where the frames of one subscription go: an operation of a socket, or an SSE response. */
export interface Outlet {
  /** Whether so much waits to be sent that nothing should be added. */
  readonly full: boolean;
  /** Resolves when there is room again, or the outlet has closed. */
  drained(): Promise<void>;
  /** Holds back what is sent until `flush()`, so that it leaves in one piece. */
  begin(): void;
  flush(): void;
  /** Sends a frame: the text of `{"data", "extensions"}`, and its cursor; null for what has no place in the log. */
  next(payload: Buffer, cursor: string | null): void;
  /** Says that all up to `cursor` has been sent, or did not match. */
  checkpoint(cursor: string): void;
  /** Shows a silent stream to be alive, where its connection does not do that by itself. */
  beat(): void;
  /** Ends the stream: nothing will follow. */
  complete(): void;
  /** Ends the stream with an error. */
  fail(error: unknown): void;
}

/** One subscription: a position in the log, and where its frames go. */
export interface Subscriber {
  readonly outlet: Outlet;
  /** Nothing at or before this `seq` is sent any more. */
  position: number;
  /** The cursor of the frame or checkpoint before: the `previous` of the next. */
  last: string;
  /** The last beat of the fan-out's clock at which it was sent something. */
  beat: number;
  closed: boolean;
}
