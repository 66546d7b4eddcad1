import { CallerError } from '../errors.js';

/** Why a cursor is refused. */
export type CursorErrorCode = 'CURSOR_INVALID' | 'CURSOR_EPOCH' | 'CURSOR_AHEAD' | 'CURSOR_EXPIRED';

/** A cursor that cannot be honoured. `earliest`, with CURSOR_EXPIRED, is the cursor from which all that is kept follows. */
export class CursorError extends CallerError {
  constructor(
    override readonly code: CursorErrorCode,
    message: string,
    readonly earliest: string | null = null,
  ) {
    super(code, message);
  }
}
