import type { TypePermissions } from './access.js';

/** Who may see and change people and tokens. */
export const peoplePermissions: Readonly<Record<string, TypePermissions>> = {
  Node: { read: 'id' },
  Actor: { read: 'id displayName' },
  System: { read: 'id displayName' },
  User: {
    read: 'id displayName teams roles manager timeZone pools weeklyCapacity calendar awayUntil active',
    private: 'email forgeLogin',
  },
  ApiToken: {
    read: 'id displayName user roles agent createdAt expiresAt revokedAt',
    ownTokens: 'lastUsedAt',
    admin: 'prefix',
  },
  MutationPayload: { anyone: 'userErrors' },
  UserError: { anyone: 'code field message hint' },
  ApiTokenPayload: { admin: 'userErrors apiToken secret' },
  UserPayload: { admin: 'userErrors user' },
  AuditEntry: { read: 'id', admin: 'at actor action subject detail hash' },
  AuditEntryConnection: { admin: 'edges nodes pageInfo totalCount' },
  AuditEntryEdge: { admin: 'cursor node' },
  RateLimit: { read: 'cost limit remaining resetAt' },
};
