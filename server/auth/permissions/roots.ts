import type { TypePermissions } from './access.js';

/** Who may ask what at the root. */
export const rootPermissions: Readonly<Record<string, TypePermissions>> = {
  Query: {
    read: 'node nodes viewer rateLimit permissions users events stages rejectionReasons qualificationFrameworks activityTypes segments',
    admin: 'apiTokens',
  },
  Subscription: { read: 'events thresholdCrossed stageChanged' },
  Mutation: {
    admin: 'createApiToken revokeApiToken upsertUser',
  },
};
