/** A pull request (or merge request, or a branch alone) as the forge has it. */
export interface ForgePull {
  /** `github:12`, `gitlab:12`, or `branch:proposals/NAME`. */
  key: string;
  /** Its number there; 0 for a branch alone. */
  id: number;
  /** Null: taken from the commit. */
  title: string | null;
  body: string | null;
  draft: boolean;
  state: 'OPEN' | 'MERGED' | 'CLOSED';
  head: string;
  /** The branch it is here: `proposals/NAME`. */
  branch: string;
  /** The login of its author; null where the forge does not say. */
  author: string | null;
  url: string | null;
  /** What its merge became on main, where it was merged. */
  mergeCommit: string | null;
}

/** What somebody thinks of a pull request, said on the forge: his newest word. */
export interface ForgeReview {
  id: string;
  login: string;
  verdict: 'APPROVED' | 'CHANGES_REQUESTED' | 'DISMISSED';
  body: string | null;
  /** The commit he looked at. */
  head: string;
  at: Date;
}

/** What the required status of a commit says. */
export interface ForgeStatus {
  state: 'pending' | 'success' | 'failure';
  /** At most 140 characters. */
  description: string;
  url: string | null;
}

/** A comment there. */
export interface ForgeComment {
  id: string;
  body: string;
}

/** The forge's API, as far as it is asked. Every call may throw ForgeFailed. */
export interface Forge {
  kind: 'github' | 'gitlab';
  /** Those open towards `main`, and those that ended lately. */
  listPulls(main: string): Promise<ForgePull[]>;
  listReviews(pull: ForgePull): Promise<ForgeReview[]>;
  /** Who pushed which commit to the branches lately, as far as the forge tells. */
  listPushes(): Promise<{ oid: string; login: string }[]>;
  /** The newest status of this name on a commit; null: none. */
  findStatus(head: string, name: string): Promise<Pick<ForgeStatus, 'state' | 'description'> | null>;
  writeStatus(head: string, name: string, status: ForgeStatus): Promise<void>;
  /** Those that begin with `marker`, the oldest first. */
  listComments(id: number, marker: string): Promise<ForgeComment[]>;
  /** Puts a body in place of another; false: it is gone, or another's. */
  editComment(id: number, comment: string, body: string): Promise<boolean>;
  /** Answers the id of the comment. */
  writeComment(id: number, body: string): Promise<string>;
}
