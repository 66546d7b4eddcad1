import { Field, ObjectType } from 'type-graphql';
import type { JsonObject } from '../../core/scoring/facts.js';
import { NodeType } from '../nodes/node.type.js';
import { connectionType } from '../paging/connection-type.js';
import { DateTime } from '../scalars/date-time.js';
import { JsonObjectScalar } from '../scalars/json-object.js';

/** An entry of the audit log; `actor`, `subject` and `hash` are resolved. */
@ObjectType('AuditEntry', {
  description: 'Who did what to which subject. Entries are chained by hash; nothing personal is in them.',
  implements: NodeType,
  simpleResolvers: true,
})
export class AuditEntryType extends NodeType {
  @Field(() => DateTime, { description: 'When, by the platform’s clock.' })
  at: Date;

  @Field(() => String, { description: 'What, in dotted words: `token.created`.' })
  action: string;

  @Field(() => JsonObjectScalar, { nullable: true, description: 'Ids, keys and numbers that belong to it.' })
  detail: JsonObject | null;
}

/** Pages of audit entries. */
export const AuditEntryConnectionType = connectionType('AuditEntry', 'audit entries', () => AuditEntryType);
