import type { TypePermissions } from './access.js';

/** Who may ask what at the root. */
export const rootPermissions: Readonly<Record<string, TypePermissions>> = {
  Query: {
    read: 'node nodes viewer rateLimit permissions users',
    admin: 'apiTokens',
  },
  Mutation: {
    admin: 'createApiToken revokeApiToken upsertUser',
  },
};
