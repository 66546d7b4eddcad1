import { Field, Float, ObjectType } from 'type-graphql';
import { DateTime } from '../scalars/date-time.js';

/** A challenger; its version and figures are resolved. */
@ObjectType('Challenger', {
  description:
    'A model tried beside the live one. In the shadow (share 0) it scores every fact in the same pass and moves nobody; with a share it decides about that share of the leads, each for good.',
  simpleResolvers: true,
})
export class ChallengerType {
  @Field(() => DateTime, { description: 'When this state of the model went live as a challenger.' })
  since: Date;

  @Field(() => Float, {
    description: 'Share of the leads it decides about, by hash of the account or lead; 0: shadow.',
  })
  share: number;
}
