import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, Float, Info, Int, Query, Resolver, Root } from 'type-graphql';
import type { Account } from '../../server/entities/account.entity.js';
import { findAccount } from '../../server/leads/find-account.js';
import { type AccountOrder, listAccounts } from '../../server/leads/list-accounts.js';
import { listLeads } from '../../server/leads/list-leads.js';
import type { Context } from '../context.js';
import { LeadConnectionType, type LeadType } from '../leads/lead.type.js';
import type { Connection } from '../paging/connection-type.js';
import { ForwardPageArgs } from '../paging/page.args.js';
import { pageRequest } from '../paging/page-request.js';
import { toConnection } from '../paging/to-connection.js';
import { DateTime } from '../scalars/date-time.js';
import { AccountConnectionType, AccountType } from './account.type.js';
import { AccountOrderFieldEnum } from './account-order.enum.js';
import { AccountRefInputType } from './account-ref.input.js';

/** Companies, and what their leads amount to. */
@Resolver(() => AccountType)
export class AccountResolver {
  @Query(() => AccountType, {
    nullable: true,
    description: 'An account by one of its names; null where there is none.',
  })
  account(
    @Arg('by', () => AccountRefInputType, { description: 'One of its names.' }) by: AccountRefInputType,
    @Ctx() { db }: Context,
  ): Promise<AccountType | null> {
    return findAccount(db, by);
  }

  @Query(() => AccountConnectionType, { description: 'Accounts.' })
  async accounts(
    @Args(() => ForwardPageArgs) page: ForwardPageArgs,
    @Arg('search', () => String, { nullable: true, description: 'Part of the name or domain, in upper or lower case.' })
    search: string | null | undefined,
    @Arg('orderBy', () => AccountOrderFieldEnum, {
      nullable: true,
      defaultValue: 'TOP_SCORE',
      description: 'In which order.',
    })
    orderBy: AccountOrder | null | undefined,
    @Ctx() { db, limits }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<AccountType>> {
    return toConnection(await listAccounts(db, { ...pageRequest(page, limits, info), search, orderBy }));
  }

  @FieldResolver(() => Int, { description: 'Leads of it that are known by more than a tracker’s id.' })
  async leadCount(@Root() account: Account, @Ctx() { loaders }: Context): Promise<number> {
    return (await loaders.accountFigures.load(account.id)).leadCount;
  }

  @FieldResolver(() => Int, { description: 'Visitors from it that nobody knows yet.' })
  async anonymousVisitors(@Root() account: Account, @Ctx() { loaders }: Context): Promise<number> {
    return (await loaders.accountFigures.load(account.id)).anonymousVisitors;
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description: 'The highest stored score of its leads, in points; null without one.',
  })
  async topScore(@Root() account: Account, @Ctx() { loaders }: Context): Promise<number | null> {
    return (await loaders.accountFigures.load(account.id)).topScore;
  }

  @FieldResolver(() => DateTime, { nullable: true, description: 'When the newest activity of its leads occurred.' })
  async lastActivityAt(@Root() account: Account, @Ctx() { loaders }: Context): Promise<Date | null> {
    return (await loaders.accountFigures.load(account.id)).lastActivityAt;
  }

  @FieldResolver(() => LeadConnectionType, { description: 'Its leads, those with the highest score first.' })
  async leads(
    @Root() account: Account,
    @Args(() => ForwardPageArgs) page: ForwardPageArgs,
    @Ctx() { db, limits }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<LeadType>> {
    const filter = { account: { eq: account.id } };
    return toConnection(
      await listLeads(db, { ...pageRequest(page, limits, info), filter, orderBy: { field: 'SCORE' } }),
    );
  }
}
