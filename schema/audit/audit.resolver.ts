import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql';
import { type AuditRow, countAudit, listAudit } from '../../server/audit/list-audit.js';
import { CallerError } from '../../server/errors.js';
import { findActor } from '../batch/find-actor.js';
import type { Context } from '../context.js';
import { ActorType } from '../nodes/actor.type.js';
import type { Connection } from '../paging/connection-type.js';
import { ForwardPageArgs } from '../paging/page.args.js';
import { pageRequest } from '../paging/page-request.js';
import { toConnection } from '../paging/to-connection.js';
import { SYSTEM } from '../people/system.type.js';
import { AuditEntryConnectionType, AuditEntryType } from './audit-entry.type.js';

const COUNTED = 10_000;

/** What was done, and by whom. */
@Resolver(() => AuditEntryType)
export class AuditResolver {
  @Query(() => AuditEntryConnectionType, { description: 'The audit log, newest first.' })
  async auditLog(
    @Args(() => ForwardPageArgs) page: ForwardPageArgs,
    @Ctx() { db, limits }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<AuditEntryType>> {
    const { first, after, counted } = pageRequest(page, limits, info);
    const size = first ?? limits.page;
    const [found, totalCount] = await Promise.all([
      listAudit(db, after ? placeOf(after) : null, size + 1),
      counted ? countAudit(db, COUNTED) : null,
    ]);
    const nodes = found.slice(0, size);
    return toConnection({
      nodes,
      cursors: nodes.map((entry) => Buffer.from(`audit:${entry.seq}`).toString('base64url')),
      hasNextPage: found.length > size,
      hasPreviousPage: Boolean(after),
      totalCount,
    });
  }

  @FieldResolver(() => ActorType, { description: 'Who did it.' })
  async actor(@Root() entry: AuditRow, @Ctx() { loaders }: Context): Promise<ActorType> {
    return (await findActor(loaders, entry.actor)) ?? SYSTEM;
  }

  @FieldResolver(() => String, { description: 'Id of what it was done to; empty where it was nothing in particular.' })
  subject(@Root() { subject }: AuditRow): string {
    return subject ?? '';
  }

  @FieldResolver(() => String, { description: 'Hash over the entry and the one before, 64 hex digits.' })
  hash(@Root() { hash }: AuditRow): string {
    return hash.toString('hex');
  }
}

function placeOf(cursor: string): number {
  const place = /^audit:(\d{1,15})$/.exec(Buffer.from(cursor, 'base64url').toString())?.[1];
  if (place === undefined) {
    throw new CallerError('CURSOR_INVALID', 'This cursor is not one of this list: take it from pageInfo or an edge.');
  }
  return Number(place);
}
