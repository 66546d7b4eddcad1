import type { Problem } from '../../../core/definitions/tree.js';

/** What came of a check. */
export type Conclusion = 'PENDING' | 'SUCCESS' | 'WARNING' | 'FAILURE';

/** Something a check has to say of a place. */
export interface Note {
  level: 'ERROR' | 'WARNING' | 'NOTICE';
  path: string;
  pointer: string | null;
  line: number | null;
  message: string;
  hint: string | null;
}

/** What a check found; `ranAt` is null while it has not run. */
export interface CheckResult {
  name: CheckName;
  conclusion: Conclusion;
  summary: string;
  annotations: Note[];
  ranAt: Date | null;
}

/** The checks of a change, in the order they are shown. */
export const CHECK_NAMES = ['schema', 'semantics', 'examples', 'change', 'version', 'form', 'impact'] as const;

/** One of the checks. */
export type CheckName = (typeof CHECK_NAMES)[number];

/** All checks before they have run. */
export function pendingChecks(): CheckResult[] {
  return CHECK_NAMES.map((name) => ({
    name,
    conclusion: 'PENDING',
    summary: 'Has not run yet.',
    annotations: [],
    ranAt: null,
  }));
}

/** A problem of a tree as a note. */
export function noteOf({ level, path, pointer, line, message, hint }: Problem): Note {
  return {
    level: level === 'error' ? 'ERROR' : 'WARNING',
    path,
    pointer: pointer ?? null,
    line: line ?? null,
    message,
    hint: hint ?? null,
  };
}
