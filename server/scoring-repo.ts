import type { Environment } from './environment.js';

/** A repository on a forge, followed. */
export interface ScoringRepo {
  /** Without credentials: it may be shown. */
  url: string;
  /** The header that opens the repository to git, null where it is open to all. */
  authorization: string | null;
  /** What speaks there; null: git alone. */
  forge: ForgeSettings | null;
  /** Between two looks, in milliseconds. */
  pollMs: number;
}

/** How the forge is asked and how its webhooks are known. */
export interface ForgeSettings {
  kind: 'github' | 'gitlab';
  /** Without a slash at its end. */
  apiUrl: string;
  /** OWNER/NAME; on GitLab groups within groups too. */
  project: string;
  token: string | null;
  webhookSecret: string | null;
}

const POLL_MS = 60_000;

/** Reads what the environment says of the repository to follow; what does not fit together becomes a sentence. */
export function readScoringRepo(values: Environment, sentences: string[]): ScoringRepo | null {
  const text = values.SCORING_REPO_URL;
  if (text === undefined) return null;
  const url = new URL(text);
  const [user, password] = [url.username, url.password].map(decodeURIComponent) as [string, string];
  const token = values.SCORING_REPO_TOKEN ?? (password || null);
  url.username = '';
  url.password = '';
  const kind = kindOf(values, url);
  const name = user || (kind === 'github' ? 'x-access-token' : 'oauth2');
  // GitLab answers a fetch only at the full name.
  if (kind && url.protocol !== 'file:') url.pathname = url.pathname.replace(/(\.git)?\/*$/, '.git');
  const project = url.pathname.replace(/^\/+|\/+$|(\.git)?\/*$/g, '');
  if (kind && project.split('/').length < 2) {
    sentences.push(`SCORING_REPO_URL must name a repository, such as ${url.origin}/OWNER/NAME.git.`);
  }
  if (kind && url.protocol === 'file:' && values.SCORING_REPO_API_URL === undefined) {
    sentences.push(
      'SCORING_REPO_API_URL must be set where SCORING_REPO_URL is a folder and SCORING_REPO_FORGE is not none.',
    );
  }
  const apiUrl = (values.SCORING_REPO_API_URL ?? (kind ? apiOf(kind, url) : '')).replace(/\/+$/, '');
  return {
    url: url.href,
    authorization: token === null ? null : `Basic ${Buffer.from(`${name}:${token}`).toString('base64')}`,
    forge: kind && { kind, apiUrl, project, token, webhookSecret: values.SCORING_REPO_WEBHOOK_SECRET ?? null },
    pollMs: values.SCORING_REPO_POLL ?? POLL_MS,
  };
}

function kindOf({ SCORING_REPO_FORGE: said }: Environment, { hostname }: URL): ForgeSettings['kind'] | null {
  if (said !== undefined) return said === 'none' ? null : said;
  if (/(^|\.)github\./.test(hostname)) return 'github';
  return /(^|\.)gitlab\./.test(hostname) ? 'gitlab' : null;
}

function apiOf(kind: ForgeSettings['kind'], { origin, hostname }: URL): string {
  if (kind === 'gitlab') return origin;
  return hostname === 'github.com' ? 'https://api.github.com' : `${origin}/api/v3`;
}
