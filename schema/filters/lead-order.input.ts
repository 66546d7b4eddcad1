import { Field, InputType } from 'type-graphql';
import type { LeadOrder } from '../../server/leads/filters.js';
import { LeadOrderFieldEnum } from './lead-filter.input.js';
import { SortDirectionEnum } from './sort-direction.enum.js';

/** How leads are sorted. */
@InputType('LeadOrder', { description: 'How leads are sorted; those without a value come last, ties by id.' })
export class LeadOrderType {
  @Field(() => LeadOrderFieldEnum, { description: 'By what.' })
  field: LeadOrder['field'];

  @Field(() => SortDirectionEnum, { nullable: true, defaultValue: 'DESC', description: 'Which way.' })
  direction?: 'ASC' | 'DESC' | null;
}
