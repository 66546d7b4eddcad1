import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import { GraphQLInputObjectType } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import { checkPermissions } from '../server/auth/permissions/check-permissions.js';
import { maskFields } from '../server/auth/permissions/mask-fields.js';
import { EventResolver } from './events/event.resolver.js';
import { EventsResolver } from './events/events.resolver.js';
import { LeadEventResolver } from './events/lead-event.resolver.js';
import { StreamsResolver } from './events/streams.resolver.js';
import { ActivityResolver } from './leads/activity.resolver.js';
import { LifecycleResolver } from './lifecycle/lifecycle.resolver.js';
import { StageTransitionResolver } from './lifecycle/stage-transition.resolver.js';
import { NodeResolver } from './nodes/node.resolver.js';
import { ApiTokenResolver, UserResolver } from './people/people.resolver.js';
import { SystemType } from './people/system.type.js';
import { ScoreContributionResolver } from './scores/score-contribution.resolver.js';
import { ThresholdResolver } from './scores/threshold.resolver.js';
import { ThresholdCrossingResolver } from './scores/threshold-crossing.resolver.js';
import { ViewerResolver } from './viewer/viewer.resolver.js';

/** Inputs of which exactly one field is given; type-graphql cannot say so. */
const ONE_OF = ['LeadRef', 'AccountRef'];

/** Subscriptions read the log, nothing is published in this process; type-graphql wants to be told of a way. */
const noPubSub = {
  publish(): never {
    throw new Error('events are recorded in the database, never published in the process');
  },
  subscribe(): never {
    throw new Error('subscriptions follow the log');
  },
};

/** Builds the executable schema, masked fields wrapped. Throws, naming them, where the permission table does not fit it. */
export function buildAccordSchema(): GraphQLSchema {
  const schema = buildSchemaSync({
    resolvers: [
      NodeResolver,
      ViewerResolver,
      UserResolver,
      ApiTokenResolver,
      LifecycleResolver,
      ActivityResolver,
      ScoreContributionResolver,
      ThresholdResolver,
      ThresholdCrossingResolver,
      StageTransitionResolver,
      EventResolver,
      LeadEventResolver,
      EventsResolver,
      StreamsResolver,
    ],
    orphanedTypes: [SystemType],
    validate: false,
    pubSub: noPubSub,
  });
  for (const name of ONE_OF) {
    const type = schema.getType(name);
    if (type instanceof GraphQLInputObjectType) type.isOneOf = true;
  }
  checkPermissions(schema);
  maskFields(schema);
  return schema;
}
