import type { UserError } from '../user-error.js';

/** What a mutation about a pull request did: ids only, so that it can be kept and answered again. */
export interface PullOutcome {
  userErrors: UserError[];
  /** Which, where there is one. */
  number: number | null;
  /** The release it became. */
  release: number | null;
}

/** Ends a transaction so that nothing of it is kept, with what the caller is told. */
export class PullRefused extends Error {
  override readonly name = 'PullRefused';

  constructor(readonly userErrors: UserError[]) {
    super(userErrors.map((error) => error.message).join(' '));
  }
}
