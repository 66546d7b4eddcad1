import { Field, InputType, Int } from 'type-graphql';
import { FileInputType } from '../definitions/file.input.js';
import { TimeWindowInputType } from '../metrics/metrics.input.js';

/** Input of `runBacktest`. */
@InputType('BacktestInput', { description: 'What to try on history: a pull request, or files laid over `main`.' })
export class BacktestInputType {
  @Field(() => Int, { nullable: true, description: 'A pull request: the tree that merging it now would make.' })
  number?: number | null;

  @Field(() => [FileInputType], {
    nullable: true,
    description:
      'Files laid over `main`, or over the pull request; a failing check does not matter, what cannot be read does.',
  })
  files?: FileInputType[] | null;

  @Field(() => TimeWindowInputType, { nullable: true, description: 'The last 90 days if left out.' })
  window?: TimeWindowInputType | null;
}
