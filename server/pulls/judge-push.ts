import type { Principal } from '../auth/principal.js';
import { listEntries } from '../git/http/list-entries.js';
import type { Push, Verdict } from '../git/http/push.js';
import { type PushedObjects, readPush } from '../git/http/read-push.js';
import { runGit } from '../git/http/run-git.js';
import type { UserError } from '../user-error.js';
import { findOddModes } from './find-odd-modes.js';
import { findTreeFaults } from './find-tree-faults.js';
import type { ProposedCommit } from './propose-commit.js';
import { readPushOptions } from './read-push-options.js';

/** What judging a push needs: whose it is, where, and who takes it. */
export interface PushContext {
  gitdir: string;
  /** Where the caller pushed to, for the line that works. */
  url: string;
  principal: Principal;
  propose: (
    principal: Principal,
    pushed: ProposedCommit,
  ) => Promise<{ userErrors: readonly UserError[]; number: number | null }>;
}

const PROPOSALS = 'refs/heads/proposals/';
const NONE = '0'.repeat(40);

/**
 * Judges a push out of its quarantine and, where nothing is wrong with it, takes it as a proposal: rows first, the mirror
 * after. Refused in words: other refs, removal, more than is taken at once, foreign paths and modes, what does not parse.
 */
export async function judgePush(context: PushContext, push: Push): Promise<Verdict> {
  const [ref, ...others] = push.refs;
  if (!ref || others.length > 0) return refused(context, ['Push one proposal at a time.'], null);
  if (!ref.name.startsWith(PROPOSALS)) return refused(context, [whyNot(ref.name)], nameFor(ref.name));
  const branch = ref.name.slice('refs/heads/'.length);
  if (ref.new === NONE) {
    return refused(context, ['A proposal is not removed by a push: close its pull request (accord pr close).'], null);
  }
  const options = readPushOptions(push.options);
  if (typeof options === 'string') return refused(context, [options], branch);
  const place = { gitdir: context.gitdir, quarantine: push.quarantine };
  const pushed = await readPush(place, ref.new);
  if (typeof pushed === 'string') return refused(context, [pushed], branch);
  const faults = await findFaults(place, ref.new, pushed);
  if (faults.length > 0) return refused(context, faults, branch);
  const { userErrors, number } = await context.propose(context.principal, {
    branch,
    expected: ref.old === NONE ? null : ref.old,
    commit: ref.new,
    objects: pushed.objects,
    ...options,
  });
  if (userErrors.length > 0) {
    const isOther = userErrors.some(({ field }) => field?.[0] === 'branch');
    return refused(context, userErrors.map(sentence), isOther ? otherName(branch) : branch);
  }
  return { accepted: true, lines: [`Pull request ${number}: accord pr show ${number}`] };
}

async function findFaults(
  place: { gitdir: string; quarantine: string },
  tip: string,
  { commits, objects }: PushedObjects,
): Promise<string[]> {
  const odd = findOddModes(objects);
  if (odd.length > 0) return odd;
  const base = (await runGit(place, ['merge-base', 'refs/heads/main', tip]).catch(() => null))?.toString().trim();
  if (!base) return ['It shares no history with main: start from it (git checkout -b NAME origin/main).'];
  const before = await listEntries(place, base);
  const contents = new Map(objects.map(({ oid, bytes }) => [oid, bytes]));
  for (const commit of new Set([tip, ...commits])) {
    const faults = findTreeFaults(before, await listEntries(place, commit), commit === tip ? contents : null);
    if (faults.length > 0) return commit === tip ? faults : [`In the commit ${commit.slice(0, 10)}:`, ...faults];
  }
  return [];
}

function whyNot(name: string): string {
  if (name === 'refs/heads/main') return 'main is written by merged pull requests only.';
  if (name.startsWith('refs/tags/')) return 'Tags are written by the platform only.';
  return `Nothing may be pushed to ${name}: proposals are pushed to ${PROPOSALS}NAME.`;
}

/** The proposal to suggest instead of another ref. */
function nameFor(name: string): string {
  const last = name.replace(/^refs\/(heads|tags)\//, '').replace(/[^A-Za-z0-9._-]+/g, '-');
  return `proposals/${last === 'main' || !/^[A-Za-z0-9]/.test(last) ? 'my-change' : last}`;
}

/** A name like one that cannot be, or cannot be beside another. */
function otherName(branch: string): string {
  const words = branch.slice('proposals/'.length).match(/[A-Za-z0-9_]+/g) ?? ['my-change'];
  return `proposals/${words.join('-').slice(0, 100)}-2`;
}

function sentence({ message, hint }: UserError): string {
  return hint ? `${message} ${hint}` : message;
}

function refused({ url }: PushContext, faults: readonly string[], branch: string | null): Verdict {
  const again = branch === null ? [] : ['To propose the change:', `  git push ${url} HEAD:refs/heads/${branch}`];
  return { accepted: false, lines: ['Nothing was taken:', ...faults.map((fault) => `  ${fault}`), ...again] };
}
