import { Field, ObjectType } from 'type-graphql';
import type { JsonObject } from '../../core/scoring/facts.js';
import { NodeType } from '../nodes/node.type.js';
import { connectionType } from '../paging/connection-type.js';
import { JsonObjectScalar } from '../scalars/json-object.js';

/** A company; its figures and leads are resolved. */
@ObjectType('Account', { description: 'A company that leads belong to.', implements: NodeType, simpleResolvers: true })
export class AccountType extends NodeType {
  @Field(() => String, { nullable: true, description: 'Its name, where known.' })
  name: string | null;

  @Field(() => String, { nullable: true, description: 'Its domain, where known.' })
  domain: string | null;

  @Field(() => JsonObjectScalar, { description: 'The newest value of every attribute, without `account.`.' })
  attributes: JsonObject;
}

/** Pages of accounts. */
export const AccountConnectionType = connectionType('Account', 'accounts', () => AccountType);
