import { registerEnumType } from 'type-graphql';

/** Roles, as the permission table lists them. */
export const RoleEnum = {
  ADMIN: 'ADMIN',
  REVOPS: 'REVOPS',
  MARKETING: 'MARKETING',
  SALES: 'SALES',
  INTEGRATOR: 'INTEGRATOR',
  INGEST: 'INGEST',
  VIEWER: 'VIEWER',
} as const;

registerEnumType(RoleEnum, {
  name: 'Role',
  description: 'What a token may do. The whole table: `/permissions.json`.',
  valuesConfig: {
    ADMIN: { description: 'Everything, with users, tokens, the audit log and erasing. Skips no sign-off.' },
    REVOPS: {
      description: 'As SALES, and opens, merges and promotes changes of the definitions, backtests, webhooks.',
    },
    MARKETING: { description: 'Reads all, works on existing leads, signs for marketing, rolls back.' },
    SALES: { description: 'Reads all, works on existing leads, decides handoffs, signs for sales, rolls back.' },
    INTEGRATOR: {
      description: 'Upserts, records, imports, moves, subscribes, sees leads as SALES does; no definitions.',
    },
    INGEST: { description: 'Writes facts and reads nothing: safe in a web page.' },
    VIEWER: { description: 'Reads all but personal data and secrets.' },
  },
});
