import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import { compileCalendar } from '../../core/definitions/business-time/calendar.js';
import { dueAt } from '../../core/definitions/business-time/due-at.js';
import type { JsonObject } from '../../core/scoring/facts.js';
import { CallerError } from '../../server/errors.js';
import type { Context } from '../context.js';
import { CommitId } from '../scalars/commit-id.js';
import { DateTime } from '../scalars/date-time.js';
import { policyView } from './policy-view.js';
import { BusinessCalendarType, SlaPolicyType } from './sla-policy.type.js';

/** What was promised, and the arithmetic of it. */
@Resolver()
export class SlasResolver {
  @Query(() => [SlaPolicyType], { description: 'The promises of the live definitions.' })
  slaPolicies(@Ctx() { releases }: Context): SlaPolicyType[] {
    const live = releases.live();
    return live.tree.slas.policies.map((policy) => policyView(live, policy));
  }

  @Query(() => [BusinessCalendarType], { description: 'The calendars of the live definitions.' })
  calendars(@Ctx() { releases }: Context): BusinessCalendarType[] {
    return releases.live().tree.slas.calendars.map(({ key, timeZone, week, holidays }) => ({
      key,
      timeZone,
      week: week as JsonObject,
      holidays: holidays ?? [],
    }));
  }

  @Query(() => DateTime, {
    description: 'The arithmetic alone: when a clock would be due. BAD_USER_INPUT: there is no such commit or policy.',
  })
  async slaDueAt(
    @Arg('policy', () => String, { description: 'Key of the policy.' }) policy: string,
    @Arg('startedAt', () => DateTime, { description: 'When the clock starts.' }) startedAt: Date,
    @Arg('commit', () => CommitId, { nullable: true, description: 'Of these definitions; left out: the live ones.' })
    commit: string | null | undefined,
    @Ctx() { releases }: Context,
  ): Promise<Date> {
    const release = commit ? await releases.ofCommit(commit) : releases.live();
    const found = release?.tree.slas.policies.find((each) => each.key === policy);
    if (!release) throw new CallerError('BAD_USER_INPUT', `There is no commit ${commit}.`);
    if (!found) throw new CallerError('BAD_USER_INPUT', `slas.json has no policy ${policy}.`);
    const calendar = release.tree.slas.calendars.find((each) => each.key === found.calendar);
    try {
      return new Date(dueAt(found, calendar ? compileCalendar(calendar) : null, startedAt.getTime()));
    } catch (error) {
      if (error instanceof RangeError) throw new CallerError('BAD_USER_INPUT', error.message);
      throw error;
    }
  }
}
