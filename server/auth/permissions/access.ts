import type { Role } from '../principal.js';

/** What a role may do with a field: see it, see it empty, see it on rows of its own, or not even ask. */
export type Rule = 'allow' | 'mask' | 'own' | 'deny';

/** The rule of each role; a role that is not named is denied. */
export type Access = Readonly<Partial<Record<Role, Rule>>>;

const people: Access = { ADMIN: 'allow', REVOPS: 'allow', MARKETING: 'allow', SALES: 'allow' };

/** The ways in which the roles of doors.md differ, by name; every field of the schema has one. */
export const ACCESS = {
  /** Everybody who came in. */
  anyone: { ...people, INTEGRATOR: 'allow', INGEST: 'allow', VIEWER: 'allow' },
  /** Whoever reads anything. */
  read: { ...people, INTEGRATOR: 'allow', VIEWER: 'allow' },
  /** Personal data: viewers see it empty. */
  personal: { ...people, INTEGRATOR: 'allow', VIEWER: 'mask' },
  /** Personal data in a field that is never empty: viewers may not ask. */
  private: { ...people, INTEGRATOR: 'allow' },
  /** The definitions, which are no matter of integrations. */
  definitions: { ...people, VIEWER: 'allow' },
  /** Changing what is in force. */
  govern: { ADMIN: 'allow', REVOPS: 'allow' },
  /** Going back to what was in force, which any of the people may, at once. */
  people,
  /** Work on existing leads. */
  work: { ...people, INTEGRATOR: 'allow' },
  /** Writing what is known of leads; who may also create them is decided by the operation. */
  upsert: { ...people, INTEGRATOR: 'allow', INGEST: 'allow' },
  /** Facts as they happen. */
  record: { ADMIN: 'allow', INTEGRATOR: 'allow', INGEST: 'allow' },
  /** Other systems' records, the past included. */
  import: { ADMIN: 'allow', INTEGRATOR: 'allow' },
  /** What tells of a token how it is used: everybody of those that are his. */
  ownTokens: {
    ADMIN: 'allow',
    REVOPS: 'own',
    MARKETING: 'own',
    SALES: 'own',
    INTEGRATOR: 'own',
    VIEWER: 'own',
  },
  /** Webhooks: integrations have their own. */
  webhooks: { ADMIN: 'allow', REVOPS: 'allow', INTEGRATOR: 'own' },
  /** Ids of webhooks: whoever reads anything may ask `node { id }`, and finds those he owns. */
  webhookIds: { ADMIN: 'allow', REVOPS: 'allow', MARKETING: 'own', SALES: 'own', INTEGRATOR: 'own', VIEWER: 'own' },
  /** Lists and answers about webhooks, whose rows are judged by themselves. */
  hooks: { ADMIN: 'allow', REVOPS: 'allow', INTEGRATOR: 'allow' },
  admin: { ADMIN: 'allow' },
} as const satisfies Record<string, Access>;

/** The fields of a type by their access, names separated by spaces. */
export type TypePermissions = Readonly<Partial<Record<keyof typeof ACCESS, string>>>;
