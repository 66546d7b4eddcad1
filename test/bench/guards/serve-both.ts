import type { AddressInfo } from 'node:net';
import fastify from 'fastify';
import type { DocumentNode } from 'graphql';
import { Kind } from 'graphql';
import { pino } from 'pino';
import { createLoaders } from '../../../schema/batch/create-loaders.js';
import { buildAccordSchema, buildBareSchema } from '../../../schema/build-schema.js';
import type { Context, ContextParts } from '../../../schema/context.js';
import { createContext } from '../../../schema/context.js';
import { createFormatError } from '../../../schema/errors.js';
import type { AppOptions } from '../../../server/app.js';
import { serveGraphql } from '../../../server/app.js';
import { openTrail } from '../../../server/audit/open-trail.js';
import { auditSignIns } from '../../../server/auth/audit-sign-ins.js';
import { openAuthentication } from '../../../server/auth/open-authentication.js';
import { auditRefusals } from '../../../server/guard/audit-refusals.js';
import { createGuard } from '../../../server/guard/create-guard.js';
import { tellBudget } from '../../../server/guard/tell-budget.js';

const NOTHING: DocumentNode = { kind: Kind.DOCUMENT, definitions: [] };

/** The API twice over the same parts: as it is shipped, and with nobody at the door, where all come as `token`. Answers their URLs. */
export async function serveBoth(parts: ContextParts, token: string): Promise<{ guarded: string; bare: string }> {
  const log = pino({ level: 'silent' });
  const formatError = createFormatError((error) => process.stderr.write(`${String((error as Error).stack)}\n`));
  const schema = buildAccordSchema();
  const trail = openTrail(parts.pool, () => undefined);
  const guard = auditRefusals(
    createGuard({ schema, limits: parts.limits, rateLimit: 1_000_000_000, trusted: null }),
    trail,
  );
  const { pepper } = parts.installation;
  const { authenticate } = auditSignIns(openAuthentication({ db: parts.db, pepper }), trail);
  const contextOf = createContext(parts);
  const principal = await authenticate(`Bearer ${token}`);
  if (!principal) throw new Error('the token of the bench is not known');
  const guarded = await serve({
    schema,
    log,
    formatError,
    parse: guard.parse,
    authorize(operation, context) {
      const { errors, spent } = guard.admit(operation, context.principal);
      context.spent = spent;
      return errors;
    },
    async createContext({ headers }) {
      const caller = await authenticate(headers.authorization);
      if (!caller) throw new Error('the token of the bench is not known');
      return contextOf(caller);
    },
    plugins: [tellBudget()],
  });
  const bare = await serve({
    schema: buildBareSchema(),
    log,
    formatError,
    parse: () => NOTHING,
    authorize: () => [],
    createContext: async () => ({ ...parts, principal, spent: null, loaders: createLoaders(parts) }),
    plugins: [],
  });
  return { guarded, bare };
}

async function serve(options: AppOptions<Context>): Promise<string> {
  const app = fastify();
  await serveGraphql(app, options);
  await app.listen({ host: '127.0.0.1', port: 0 });
  return `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/graphql`;
}
