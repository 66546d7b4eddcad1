import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, Info, Query, Resolver } from 'type-graphql';
import { countEvents } from '../../server/events/count-events.js';
import { listEvents } from '../../server/events/list-events.js';
import { loadEventRows } from '../../server/events/load-event-rows.js';
import type { Context } from '../context.js';
import type { Connection } from '../paging/connection-type.js';
import { connectionType } from '../paging/connection-type.js';
import { PageArgs } from '../paging/page.args.js';
import { pageRequest } from '../paging/page-request.js';
import { toConnection } from '../paging/to-connection.js';
import { EventType } from './event.type.js';
import { EventFilterInputType } from './event-filter.input.js';
import { fromLog } from './from-log.js';

/** Pages of events. */
const EventConnectionType = connectionType('Event', 'events', () => EventType);

/** The log. */
@Resolver()
export class EventsResolver {
  @Query(() => EventConnectionType, {
    description:
      'The log of events, oldest first. Cursors are those of the streams. CURSOR_INVALID, CURSOR_EPOCH, CURSOR_AHEAD and CURSOR_EXPIRED where one cannot be honoured.',
  })
  async events(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => EventFilterInputType, { nullable: true, description: 'Which events; left out: all.' })
    filter: EventFilterInputType | null | undefined,
    @Ctx() { db, installation, limits }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<EventType>> {
    const request = pageRequest(page, limits, info);
    const [found, totalCount] = await Promise.all([
      listEvents(db, installation.epoch, { ...request, filter }),
      request.counted ? countEvents(db, filter) : null,
    ]);
    const rows = await loadEventRows(db, found.events);
    return toConnection({
      ...found,
      nodes: found.events.map((event) => fromLog(event, rows.get(event.eventId))),
      cursors: found.events.map((event) => event.cursor),
      totalCount,
    });
  }
}
