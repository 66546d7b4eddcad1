import type { Logger } from 'pino';
import { transaction } from '../db/transaction.js';
import { openRemote } from '../git/remote/open-remote.js';
import { keepDelivery } from '../pulls/forges/forge-deliveries.js';
import { forgetOtherMains } from '../pulls/forges/forge-main-row.js';
import { judgeGithubHook } from '../pulls/forges/github/judge-github-hook.js';
import { openGithub } from '../pulls/forges/github/open-github.js';
import { judgeGitlabHook } from '../pulls/forges/gitlab/judge-gitlab-hook.js';
import { openGitlab } from '../pulls/forges/gitlab/open-gitlab.js';
import { startForge } from '../pulls/forges/start-forge.js';
import type { Pulls } from '../pulls/open-pulls.js';
import type { ScoringRepo } from '../scoring-repo.js';
import type { Hook } from '../serve-hooks.js';
import type { Started } from '../stop-in-reverse.js';

/** Starts following the repository, where there is one to follow; answers its webhook door by name. */
export async function followScoringRepo(
  repo: ScoringRepo | null,
  { pulls, log, started }: { pulls: Pulls; log: Logger; started: Started },
): Promise<Record<string, Hook>> {
  await forgetOtherMains(pulls.db, repo?.url ?? null);
  if (!repo) return {};
  const { forge: settings, url: repository, pollMs } = repo;
  const forge = settings && (settings.kind === 'github' ? openGithub(settings) : openGitlab(settings));
  const running = startForge({
    ...{ pulls, repository, pollMs, remote: openRemote(repo), forge },
    onFailure: (sentence) => log.warn({ repository }, sentence),
  });
  await started.add('forge', running, (held) => held.stop());
  if (!settings) return {};
  const { kind, webhookSecret: secret, project } = settings;
  if (secret === null) log.warn('SCORING_REPO_WEBHOOK_SECRET is not set: webhooks are refused, only polls look');
  return { [kind]: hookOf(pulls, { kind, secret, project }, running.poke) };
}

function hookOf(
  pulls: Pulls,
  { kind, secret, project }: { kind: 'github' | 'gitlab'; secret: string | null; project: string },
  poke: () => void,
): Hook {
  const judge = kind === 'github' ? judgeGithubHook : judgeGitlabHook;
  return async (request) => {
    const verdict = secret === null ? { is: 'unsigned' as const } : await judge(request, { secret, project });
    if (verdict.is === 'unsigned') {
      return { status: 401, sentence: 'The webhook is not signed with SCORING_REPO_WEBHOOK_SECRET.' };
    }
    if (verdict.is === 'malformed') return { status: 400, sentence: verdict.why };
    if (verdict.is === 'ignored') return { status: 204, sentence: null };
    const { delivery } = verdict;
    const isNew = await transaction(pulls.pool, 'system', (tx) => keepDelivery(tx, delivery));
    if (isNew) poke();
    return { status: 202, sentence: null };
  };
}
