import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql';
import type { ModelVersion } from '../../server/entities/model-version.entity.js';
import { listVersionPage } from '../../server/pulls/list-version-page.js';
import type { Context } from '../context.js';
import type { Connection } from '../paging/connection-type.js';
import { ForwardPageArgs } from '../paging/page.args.js';
import { pageRequest } from '../paging/page-request.js';
import { toConnection } from '../paging/to-connection.js';
import { ModelVersionConnectionType, ModelVersionType } from './model-version.type.js';
import { modelView } from './model-view.js';
import { ScoringModelType } from './scoring-model.type.js';

/** Scoring models and their versions. */
@Resolver(() => ScoringModelType)
export class ScoringModelResolver {
  @Query(() => [ScoringModelType], { description: 'All models of the live definitions, drafts included, by key.' })
  scoringModels(@Ctx() { releases }: Context): ScoringModelType[] {
    const live = releases.live();
    return Object.keys(live.tree.models)
      .sort()
      .map((key) => modelView(live, key))
      .filter((model) => model !== null);
  }

  @Query(() => ScoringModelType, {
    nullable: true,
    description: 'A model of the live definitions; null where there is none.',
  })
  scoringModel(
    @Arg('key', () => String, { description: 'Its key.' }) key: string,
    @Ctx() { releases }: Context,
  ): ScoringModelType | null {
    return modelView(releases.live(), key);
  }

  @FieldResolver(() => ModelVersionType, { nullable: true, description: 'Its version in the live definitions.' })
  async live(
    @Root() { key }: ScoringModelType,
    @Ctx() { releases, loaders }: Context,
  ): Promise<ModelVersionType | null> {
    const version = releases.live().tree.models[key]?.version;
    return version === undefined ? null : ((await loaders.versionsNamed.load({ key, version }))[0] ?? null);
  }

  @FieldResolver(() => ModelVersionConnectionType, { description: 'Its versions, newest first.' })
  async versions(
    @Root() { key }: ScoringModelType,
    @Args(() => ForwardPageArgs) page: ForwardPageArgs,
    @Ctx() { db, limits }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<ModelVersionType>> {
    return toConnection(await listVersionPage(db, key, pageRequest(page, limits, info)));
  }
}

/** The model a version is of. */
@Resolver(() => ModelVersionType)
export class ModelVersionResolver {
  @FieldResolver(() => ScoringModelType, { description: 'The model it is a version of.' })
  model(@Root() version: ModelVersion, @Ctx() { releases }: Context): ScoringModelType {
    const { key, path, document } = version;
    const name = typeof document['name'] === 'string' ? document['name'] : key;
    return modelView(releases.live(), key) ?? { id: `model_${key}`, key, path, name, description: null };
  }
}
