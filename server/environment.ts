import { isIP } from 'node:net';
import { Duration } from 'luxon';
import { z } from 'zod';

/** What one environment variable may be: `allowed` completes 'must be …'; a secret's value is never repeated. */
interface Variable<Value> {
  schema: z.ZodType<Value, string>;
  allowed: string;
  secret?: boolean;
}

const variable = <Value>(schema: z.ZodType<Value, string>, allowed: string, secret = false): Variable<Value> => ({
  schema,
  allowed,
  secret,
});

const whole = (least: number, most: number): Variable<number> =>
  variable(
    z
      .string()
      .regex(/^\d{1,15}$/)
      .transform(Number)
      .pipe(z.number().min(least).max(most)),
    `a whole number from ${least} to ${most}`,
  );

const ROLE = '(ADMIN|REVOPS|MARKETING|SALES|INTEGRATOR|INGEST|VIEWER)';
const ROLE_MAP = new RegExp(`^[^=,]+=${ROLE}(,[^=,]+=${ROLE})*$`);

function readRoleMap(text: string): ReadonlyMap<string, string[]> {
  const map = new Map<string, string[]>();
  for (const pair of text.split(',')) {
    const [group, role] = pair.split('=') as [string, string];
    map.set(group.trim(), [...(map.get(group.trim()) ?? []), role]);
  }
  return map;
}

const limit = whole(1, 1_000_000_000);

const listOf = (item: z.ZodType<string, string>, allowed: string, secret = false): Variable<string[]> =>
  variable(
    z
      .string()
      .transform((text) => text.split(',').map((part) => part.trim()))
      .pipe(z.array(item)),
    `${allowed}, separated by commas`,
    secret,
  );

const startsWith = (schemes: string[]): string =>
  `a URL that starts with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`;

const url = (schemes: string[], secret = true): Variable<string> =>
  variable(
    z.string().refine((text) => URL.canParse(text) && schemes.includes(new URL(text).protocol.slice(0, -1))),
    startsWith(schemes),
    secret,
  );

/** Without a host (`user@/name?host=/folder`), PostgreSQL's own form for a socket, it is no URL to the standard. */
const postgres = variable(
  z.string().refine((text) => /^postgres(ql)?:\/\//.test(text) && URL.canParse(text.replace('@/', '@localhost/'))),
  startsWith(['postgres', 'postgresql']),
  true,
);

function isCidr(text: string): boolean {
  const [, address = '', bits = ''] = /^([^/]+)\/(\d{1,3})$/.exec(text) ?? [];
  const version = isIP(address);
  return version !== 0 && Number(bits) <= (version === 4 ? 32 : 128);
}

const isOrigin = (text: string): boolean =>
  URL.canParse(text) && /^https?:/.test(text) && new URL(text).origin === text;

const isServer = (text: string): boolean =>
  isIP(text.replace(/^\[(.*)\](:\d+)?$/, '$1').replace(/^([\d.]+):\d+$/, '$1')) !== 0;

const token = z.string().regex(/^[A-Za-z0-9_-]{24,200}$/);
const seconds = z.string().regex(/^\d{1,7}(\.\d{1,3})?$/);
const milliseconds = (text: string): number => Math.round(Number(text) * 1000);

const patience = variable(
  seconds.transform(milliseconds).pipe(z.number().min(1).max(3_600_000)),
  'a number of seconds above 0 and up to 3600',
);

const duration = z
  .string()
  .transform((text) => Duration.fromISO(text).toMillis())
  .pipe(z.number().min(1000));

/** Every variable the server reads, as `.env.example` lists them. */
export const VARIABLES = {
  PORT: whole(0, 65_535),
  HOST: variable(
    z.string().regex(/^[A-Za-z0-9.:_-]{1,253}$/),
    'an address or a host name, such as 127.0.0.1 or 0.0.0.0',
  ),
  DATA_DIR: variable(z.string(), 'a folder'),
  DATABASE_URL: postgres,
  DATABASE_REPLICA_URLS: listOf(postgres.schema, 'URLs that start with postgresql://', true),
  SCORING_MODELS_DIR: variable(z.string(), 'a folder'),
  SCORING_REPO_URL: url(['https', 'http', 'file']),
  SCORING_REPO_TOKEN: variable(z.string().regex(/^[\x21-\x7e]{1,1000}$/), 'a token without spaces', true),
  SCORING_REPO_FORGE: variable(z.enum(['github', 'gitlab', 'none']), 'github, gitlab or none'),
  SCORING_REPO_API_URL: url(['https', 'http'], false),
  SCORING_REPO_WEBHOOK_SECRET: variable(z.string().min(16).max(500), '16 to 500 characters', true),
  SCORING_REPO_POLL: patience,
  ACCORD_ADMIN_TOKEN: variable<string>(token, '24 to 200 characters of A-Z, a-z, 0-9, _ and -', true),
  ACCORD_RATE_LIMIT: whole(0, 1_000_000_000_000),
  ACCORD_MAX_BYTES: limit,
  ACCORD_MAX_TOKENS: limit,
  ACCORD_MAX_DEPTH: limit,
  ACCORD_MAX_ALIASES: limit,
  ACCORD_MAX_DIRECTIVES: limit,
  ACCORD_MAX_ROOT_FIELDS: limit,
  ACCORD_MAX_COST: limit,
  ACCORD_MAX_PAGE: limit,
  ACCORD_MAX_BATCH: limit,
  ACCORD_MAX_SUBSCRIPTIONS: limit,
  ACCORD_MAX_SOCKETS: limit,
  ACCORD_MAX_INIT_SECONDS: patience,
  ACCORD_MAX_SECONDS: patience,
  ACCORD_TRUSTED_DOCUMENTS: variable(z.string(), 'a file'),
  ACCORD_WEBHOOK_RETRY: variable(
    z
      .string()
      .transform((text) => text.split(',').map((part) => part.trim()))
      .pipe(z.array(seconds.transform(milliseconds)).max(50)),
    'at most 50 numbers of seconds, separated by commas, such as 1,2,4,8',
  ),
  ACCORD_WEBHOOK_TIMEOUT: patience,
  ACCORD_WEBHOOK_ALLOW_CIDRS: listOf(z.string().refine(isCidr), 'networks such as 127.0.0.0/8 or ::1/128'),
  ACCORD_ALLOWED_ORIGINS: listOf(
    z.string().refine(isOrigin),
    'origins such as https://app.example.com, without a path',
  ),
  ACCORD_LOG_RETENTION: variable(duration, 'an ISO 8601 duration of a second or more, such as P400D'),
  ACCORD_EMERGENCY_TERM: variable(duration, 'an ISO 8601 duration of a second or more, such as PT72H'),
  ACCORD_METRICS_PUBLIC: variable(
    z.enum(['0', '1']).transform((text) => text === '1'),
    '0 or 1',
  ),
  ACCORD_PEPPER: variable(z.string().min(16), '16 characters or more', true),
  ACCORD_DNS_SERVERS: listOf(
    z.string().refine(isServer),
    'IP addresses, with a port if need be, such as 1.1.1.1 or 127.0.0.1:5353',
  ),
  ACCORD_OIDC_ISSUER: url(['https', 'http'], false),
  ACCORD_OIDC_AUDIENCE: variable(z.string().max(500), 'at most 500 characters'),
  ACCORD_OIDC_ROLES: variable(
    z.string().regex(ROLE_MAP).transform(readRoleMap),
    'pairs such as accord-admins=ADMIN,sales=SALES, with the roles of `accord permissions`',
  ),
  SEED: whole(0, 4_294_967_295),
  ACCORD_PUBLIC_URL: url(['https', 'http'], false),
  SMTP_URL: url(['smtp', 'smtps']),
  ACCORD_MAIL_FROM: variable(
    z.string().max(320).regex(/@/),
    'an address such as accord@example.com, or NAME <ADDRESS>',
  ),
  NATS_URL: url(['nats', 'tls', 'ws', 'wss']),
  LOG_LEVEL: variable(
    z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']),
    'trace, debug, info, warn, error, fatal or silent',
  ),
};

/** The checked value of every variable that is set; absent and empty ones are undefined. */
export type Environment = {
  [Name in keyof typeof VARIABLES]?: (typeof VARIABLES)[Name] extends Variable<infer Value> ? Value : never;
};

/** Checks what is set, variable by variable; each sentence names one that is wrong, its value unless secret, and what is allowed. */
export function checkEnvironment(env: Record<string, string | undefined>): {
  values: Environment;
  sentences: string[];
} {
  const values: Record<string, unknown> = {};
  const sentences: string[] = [];
  for (const [name, { schema, allowed, secret }] of Object.entries<Variable<unknown>>(VARIABLES)) {
    const text = env[name];
    if (text === undefined || text === '') continue;
    const result = schema.safeParse(text);
    if (result.success) values[name] = result.data;
    else
      sentences.push(
        `${name} ${secret ? `(a secret of ${text.length} characters)` : `is ${JSON.stringify(text)}, but`} must be ${allowed}.`,
      );
  }
  return { values: values as Environment, sentences };
}
