/** A text or list that may be left out. */
export type Optional<Value> = Value | null | undefined;

/** A file of a proposal; without content it is removed. */
export interface FileInput {
  path: string;
  content?: Optional<string>;
}

/** Input of `openPullRequest`. */
export interface OpenPullRequestInput {
  title: string;
  body?: Optional<string>;
  files: FileInput[];
  draft?: Optional<boolean>;
  idempotencyKey?: Optional<string>;
}

/** Input of `updatePullRequest`; what is left out stays. */
export interface UpdatePullRequestInput {
  number: number;
  title?: Optional<string>;
  body?: Optional<string>;
  files?: Optional<FileInput[]>;
  expectedHead?: Optional<string>;
  draft?: Optional<boolean>;
  /** True closes, false opens again. */
  close?: Optional<boolean>;
}

/** Input of `reviewPullRequest`; `team` in lower case. */
export interface ReviewPullRequestInput {
  number: number;
  verdict: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED';
  team?: Optional<'marketing' | 'sales' | 'revops'>;
  body?: Optional<string>;
  expectedEffect: string;
  /** The report the reviewer saw. */
  impactId?: Optional<string>;
}

/** Input of `commentOnPullRequest`. */
export interface CommentInput {
  number: number;
  body: string;
  path?: Optional<string>;
  pointer?: Optional<string>;
}

/** Input of `mergePullRequest`. */
export interface MergePullRequestInput {
  number: number;
  expectedEffect: string;
  promote?: Optional<boolean>;
  confirmMoves?: Optional<number>;
  emergency?: Optional<boolean>;
  reason?: Optional<string>;
}
