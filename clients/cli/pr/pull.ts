import { CliError } from '../cli-error.js';
import type { Connection } from '../connection.js';

/** A pull request as the command line shows it. */
export interface Pull {
  number: number;
  title: string;
  body: string;
  state: string;
  author: { displayName: string };
  contributors: { displayName: string }[];
  branch: string;
  base: string;
  head: string;
  level: string;
  effect: string;
  diff: { changes: { path: string; level: string; summary: string }[] };
  checks: {
    name: string;
    conclusion: string;
    summary: string;
    annotations: { path: string; line: number | null; level: string; message: string; hint: string | null }[];
  }[];
  signOffs: {
    team: string;
    required: number;
    given: number;
    satisfied: boolean;
    by: { displayName: string }[];
    because: string[];
  }[];
  reviews: {
    author: { displayName: string };
    verdict: string;
    body: string | null;
    stale: boolean;
    withdrawnAt: string | null;
  }[];
  comments: { author: { displayName: string }; body: string; path: string | null }[];
  mergeBlockers: string[];
  conflicts: { path: string; pointer: string; summary: string }[];
  overlaps: { number: number; title: string }[];
  mergedAt: string | null;
  mergeCommit: string | null;
  promotion: { release: number } | null;
}

/** The selection of a `Pull`. */
export const PULL = `number title body state author { displayName } contributors { displayName } branch base head level
  effect diff { changes { path level summary } }
  checks { name conclusion summary annotations { path line level message hint } }
  signOffs { team required given satisfied by { displayName } because }
  reviews { author { displayName } verdict body stale withdrawnAt }
  comments { author { displayName } body path }
  mergeBlockers conflicts { path pointer summary } overlaps { number title } mergedAt mergeCommit promotion { release }`;

/** Asks for a pull request. @throws CliError where there is none */
export async function fetchPull<Shape = Pull>(connection: Connection, number: number, fields = PULL): Promise<Shape> {
  const { pullRequest } = await connection.request<{ pullRequest: Shape | null }>(
    `query PullRequest($number: Int!) { pullRequest(number: $number) { ${fields} } }`,
    { number },
  );
  if (!pullRequest) throw new CliError(`There is no pull request ${number}: accord pr list shows all.`);
  return pullRequest;
}
