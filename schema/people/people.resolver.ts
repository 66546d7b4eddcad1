import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Routing } from '../../core/definitions/routing/routing.js';
import { createApiToken } from '../../server/auth/create-api-token.js';
import type { ApiTokenRow } from '../../server/auth/list-api-tokens.js';
import { listApiTokens } from '../../server/auth/list-api-tokens.js';
import type { UserRow } from '../../server/auth/list-users.js';
import { listUsers } from '../../server/auth/list-users.js';
import { revokeApiToken } from '../../server/auth/revoke-api-token.js';
import { rotateApiToken } from '../../server/auth/rotate-api-token.js';
import { upsertUser } from '../../server/auth/upsert-user.js';
import { transaction } from '../../server/db/transaction.js';
import { handOverWebhooks } from '../../server/outlets/hand-over-webhooks.js';
import type { Context } from '../context.js';
import { ApiTokenType } from './api-token.type.js';
import { CreateApiTokenInputType, UpsertUserInputType } from './people.input.js';
import { ApiTokenPayloadType, UserPayloadType } from './people.payload.js';
import { UserType } from './user.type.js';

const keysOf = (named: readonly { key: string }[]): string[] => named.map(({ key }) => key);

/** People and their tokens. */
@Resolver(() => UserType)
export class UserResolver {
  @Query(() => [UserType], { description: 'Everybody, by name; at most 1,000.' })
  users(@Ctx() { db }: Context): Promise<UserRow[]> {
    return listUsers(db);
  }

  @FieldResolver(() => UserType, { nullable: true, description: 'Who is told when something escalates; null: nobody.' })
  manager(@Root() user: UserRow, @Ctx() { loaders }: Context): Promise<UserType | null> | null {
    return user.managerId === null ? null : loaders.users.load(user.managerId);
  }

  @FieldResolver(() => String, { description: 'IANA name; `UTC` where none was given.' })
  timeZone(@Root() user: UserRow): string {
    return user.timeZone ?? 'UTC';
  }

  @Mutation(() => UserPayloadType, {
    description:
      'Creates or changes a user. userErrors: REQUIRED (name), INVALID (time zone, capacity, calendar, pools, manager, forge login), NOT_FOUND (manager), ALREADY_EXISTS (forge login).',
  })
  async upsertUser(
    @Arg('input', () => UpsertUserInputType, { description: 'Who, and what of him.' }) input: UpsertUserInputType,
    @Ctx() context: Context,
  ): Promise<UserPayloadType> {
    await context.releases.refresh();
    const { slas, routing } = context.releases.live().tree;
    const named = { calendars: keysOf(slas.calendars), pools: keysOf((routing as unknown as Routing).pools) };
    const { userErrors, userId } = await transaction(context.pool, context.principal.actor, (tx) =>
      upsertUser(tx, named, input),
    );
    return { userErrors, user: userId === null ? null : await context.loaders.users.load(userId) };
  }
}

/** Tokens. */
@Resolver(() => ApiTokenType)
export class ApiTokenResolver {
  @Query(() => [ApiTokenType], { description: 'All tokens, the newest first, ended ones too; at most 1,000.' })
  apiTokens(@Ctx() { db }: Context): Promise<ApiTokenRow[]> {
    return listApiTokens(db);
  }

  @FieldResolver(() => UserType, { nullable: true, description: 'Whose personal token; null of a machine.' })
  user(@Root() token: ApiTokenRow, @Ctx() { loaders }: Context): Promise<UserType | null> | null {
    return token.userId === null ? null : loaders.users.load(token.userId);
  }

  @Mutation(() => ApiTokenPayloadType, {
    description:
      'Makes a token; `secret` is shown this once. userErrors: REQUIRED (name, roles), INVALID (end, roles, agent), NOT_FOUND (user).',
  })
  async createApiToken(
    @Arg('input', () => CreateApiTokenInputType, { description: 'What it is for and what it may do.' })
    input: CreateApiTokenInputType,
    @Ctx() context: Context,
  ): Promise<ApiTokenPayloadType> {
    const { userErrors, tokenId, secret } = await transaction(context.pool, context.principal.actor, (tx) =>
      createApiToken(tx, context.installation.pepper, input),
    );
    return { userErrors, secret, apiToken: tokenId === null ? null : await context.loaders.apiTokens.load(tokenId) };
  }

  @Mutation(() => ApiTokenPayloadType, {
    description:
      'Makes a token with the rights and the lifetime of another, which then ends; `secret` is shown this once. userErrors: NOT_FOUND, INVALID (ended, given by the environment, grace).',
  })
  async rotateApiToken(
    @Arg('id', () => ID, { description: 'The token to be replaced: `token_…`.' }) id: string,
    @Arg('graceSeconds', () => Int, {
      defaultValue: 0,
      description: 'How long the old one still works, so that what uses it can change over; at most a week.',
    })
    graceSeconds: number,
    @Ctx() context: Context,
  ): Promise<ApiTokenPayloadType> {
    const { userErrors, tokenId, secret } = await transaction(context.pool, context.principal.actor, async (tx) => {
      const rotated = await rotateApiToken(tx, context.installation.pepper, { id, graceSeconds });
      if (rotated.tokenId !== null) await handOverWebhooks(tx, id, rotated.tokenId);
      return rotated;
    });
    return { userErrors, secret, apiToken: tokenId === null ? null : await context.loaders.apiTokens.load(tokenId) };
  }

  @Mutation(() => ApiTokenPayloadType, {
    description: 'Ends a token, within 5 s everywhere, open sockets included. userErrors: NOT_FOUND.',
  })
  async revokeApiToken(
    @Arg('id', () => ID, { description: 'The token: `token_…`.' }) id: string,
    @Ctx() context: Context,
  ): Promise<ApiTokenPayloadType> {
    const { userErrors, tokenId } = await transaction(context.pool, context.principal.actor, (tx) =>
      revokeApiToken(tx, id),
    );
    return {
      userErrors,
      secret: null,
      apiToken: tokenId === null ? null : await context.loaders.apiTokens.load(tokenId),
    };
  }
}
