import { resolve } from 'node:path';
import { checkEnvironment, VARIABLES } from './environment.js';
import { readScoringRepo, type ScoringRepo } from './scoring-repo.js';
import { StartRefused } from './start-refused.js';

/** What a client may ask of the server at most; a value passes, one more is refused. */
export interface Limits {
  bytes: number;
  tokens: number;
  depth: number;
  aliases: number;
  directives: number;
  rootFields: number;
  /** Points of one operation. */
  cost: number;
  page: number;
  batch: number;
  /** Subscriptions on one socket. */
  subscriptions: number;
  /** Sockets of one principal. */
  sockets: number;
  /** Sockets of a principal with the role INTEGRATOR. */
  integratorSockets: number;
  /** Time for `connection_init`. */
  initMs: number;
  /** Time for what one operation reads; writes are never cut off. */
  operationMs: number;
}

/** All that the environment says, checked. Durations are in milliseconds, folders absolute, null is 'not set'. */
export interface Config {
  port: number;
  host: string;
  dataDir: string;
  databaseUrl: string | null;
  replicaUrls: string[];
  modelsDir: string;
  /** Where definitions are reviewed and merged instead of here; null: here. */
  scoringRepo: ScoringRepo | null;
  adminToken: string | null;
  /** Cost points a minute per principal; 0 is no limit. */
  rateLimit: number;
  limits: Limits;
  /** The file of the only documents that may run; null: all may. */
  trustedDocuments: string | null;
  webhookRetryMs: number[];
  /** For one attempt. */
  webhookTimeoutMs: number;
  webhookAllowCidrs: string[];
  allowedOrigins: string[];
  /** How long events stay readable; null keeps them for ever. */
  logRetentionMs: number | null;
  /** How long an emergency promotion lasts without the normal sign-offs. */
  emergencyMs: number;
  metricsPublic: boolean;
  pepper: string | null;
  dnsServers: string[];
  oidc: { issuer: string; audience: string; roles: ReadonlyMap<string, string[]> | null } | null;
  /** Started by npx, whose shell hands on no signal. */
  underNpx: boolean;
  seed: number | null;
  /** Where people reach this installation, as links in messages say it; null: where it listens. */
  publicUrl: string | null;
  smtpUrl: string | null;
  mailFrom: string | null;
  natsUrl: string | null;
  logLevel: string;
}

/** The retry schedule the Standard Webhooks specification gives: 5 s to 24 h, nine times. */
const RETRY_MS = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400].map((seconds) => seconds * 1000);

const EMERGENCY_MS = 72 * 3_600_000;

const OTHER_NAMES = /^ACCORD_(URL|TOKEN|PROJECT|TEST_.*)$/;

/** Names that look like ours and are not: a wrong name would otherwise be silently without effect. */
export const listUnknownVariables = (env: Record<string, string | undefined>): string[] =>
  Object.keys(env).filter((name) => name.startsWith('ACCORD_') && !(name in VARIABLES) && !OTHER_NAMES.test(name));

/** Names that are set, are checked and have no effect yet: whoever sets one shall not think it has. */
export const listIdleVariables = (env: Record<string, string | undefined>): string[] =>
  ['DATABASE_REPLICA_URLS', 'NATS_URL'].filter((name) => env[name]);

/** Reads the environment, once. @throws StartRefused with one sentence for each variable that is wrong */
export function readConfig(env: Record<string, string | undefined>): Config {
  const { values, sentences } = checkEnvironment(env);
  if ((values.ACCORD_OIDC_ISSUER === undefined) !== (values.ACCORD_OIDC_AUDIENCE === undefined)) {
    sentences.push('ACCORD_OIDC_ISSUER and ACCORD_OIDC_AUDIENCE must be set together.');
  }
  const scoringRepo = readScoringRepo(values, sentences);
  if (sentences.length > 0) throw new StartRefused(sentences.join('\n'));
  return {
    port: values.PORT ?? 4000,
    host: values.HOST ?? '127.0.0.1',
    dataDir: resolve(values.DATA_DIR ?? 'data'),
    databaseUrl: values.DATABASE_URL ?? null,
    replicaUrls: values.DATABASE_REPLICA_URLS ?? [],
    modelsDir: resolve(values.SCORING_MODELS_DIR ?? 'scoring-models'),
    scoringRepo,
    adminToken: values.ACCORD_ADMIN_TOKEN ?? null,
    rateLimit: values.ACCORD_RATE_LIMIT ?? 600_000,
    limits: {
      bytes: values.ACCORD_MAX_BYTES ?? 1_048_576,
      tokens: values.ACCORD_MAX_TOKENS ?? 2_000,
      depth: values.ACCORD_MAX_DEPTH ?? 15,
      aliases: values.ACCORD_MAX_ALIASES ?? 30,
      directives: values.ACCORD_MAX_DIRECTIVES ?? 20,
      rootFields: values.ACCORD_MAX_ROOT_FIELDS ?? 10,
      cost: values.ACCORD_MAX_COST ?? 2_000,
      page: values.ACCORD_MAX_PAGE ?? 100,
      batch: values.ACCORD_MAX_BATCH ?? 1_000,
      subscriptions: values.ACCORD_MAX_SUBSCRIPTIONS ?? 100,
      sockets: values.ACCORD_MAX_SOCKETS ?? 20,
      integratorSockets: values.ACCORD_MAX_SOCKETS ?? 200,
      initMs: values.ACCORD_MAX_INIT_SECONDS ?? 3_000,
      operationMs: values.ACCORD_MAX_SECONDS ?? 30_000,
    },
    trustedDocuments: values.ACCORD_TRUSTED_DOCUMENTS ? resolve(values.ACCORD_TRUSTED_DOCUMENTS) : null,
    webhookRetryMs: values.ACCORD_WEBHOOK_RETRY ?? RETRY_MS,
    webhookTimeoutMs: values.ACCORD_WEBHOOK_TIMEOUT ?? 15_000,
    webhookAllowCidrs: values.ACCORD_WEBHOOK_ALLOW_CIDRS ?? [],
    allowedOrigins: values.ACCORD_ALLOWED_ORIGINS ?? [],
    logRetentionMs: values.ACCORD_LOG_RETENTION ?? null,
    emergencyMs: values.ACCORD_EMERGENCY_TERM ?? EMERGENCY_MS,
    metricsPublic: values.ACCORD_METRICS_PUBLIC ?? false,
    pepper: values.ACCORD_PEPPER ?? null,
    dnsServers: values.ACCORD_DNS_SERVERS ?? [],
    oidc:
      values.ACCORD_OIDC_ISSUER && values.ACCORD_OIDC_AUDIENCE
        ? {
            issuer: values.ACCORD_OIDC_ISSUER,
            audience: values.ACCORD_OIDC_AUDIENCE,
            roles: values.ACCORD_OIDC_ROLES ?? null,
          }
        : null,
    underNpx: env['npm_command'] === 'exec',
    seed: values.SEED ?? null,
    publicUrl: values.ACCORD_PUBLIC_URL?.replace(/\/+$/, '') ?? null,
    smtpUrl: values.SMTP_URL ?? null,
    mailFrom: values.ACCORD_MAIL_FROM ?? null,
    natsUrl: values.NATS_URL ?? null,
    logLevel: values.LOG_LEVEL ?? 'info',
  };
}
