import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Lead } from '../../server/entities/lead.entity.js';
import { type CriterionRow, readQualification } from '../../server/leads/read-qualification.js';
import { findActor } from '../batch/find-actor.js';
import type { Context } from '../context.js';
import { ActorType } from '../nodes/actor.type.js';
import { LeadType } from './lead.type.js';
import { CriterionType, QualificationType } from './qualification.type.js';

/** How leads stand by the frameworks. */
@Resolver(() => LeadType)
export class QualificationResolver {
  @FieldResolver(() => QualificationType, {
    nullable: true,
    description: 'How it stands by a framework; null where there is none of this key.',
  })
  async qualification(
    @Root() lead: Lead,
    @Arg('framework', () => String, {
      nullable: true,
      description: 'Its key; left out: the one answered last, else the first.',
    })
    framework: string | null | undefined,
    @Ctx() { db, loaders, releases }: Context,
  ): Promise<QualificationType | null> {
    const [facts, now] = await Promise.all([loaders.facts.load(lead.id), loaders.now()]);
    return readQualification(db, releases.live().tree.lifecycle, facts, now.getTime(), framework);
  }
}

/** Who answered. */
@Resolver(() => CriterionType)
export class CriterionResolver {
  @FieldResolver(() => ActorType, { nullable: true, description: 'Who answered it; null while unknown.' })
  answeredBy(@Root() { answeredBy }: CriterionRow, @Ctx() { loaders }: Context): Promise<ActorType | null> | null {
    return answeredBy === null ? null : findActor(loaders, answeredBy);
  }
}
