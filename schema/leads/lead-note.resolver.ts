import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Lead } from '../../server/entities/lead.entity.js';
import type { LeadNote } from '../../server/entities/lead-note.entity.js';
import { findActor } from '../batch/find-actor.js';
import type { Context } from '../context.js';
import { ActorType } from '../nodes/actor.type.js';
import { LeadType } from './lead.type.js';
import { LeadNoteType } from './lead-note.type.js';

/** What people wrote about leads. */
@Resolver(() => LeadType)
export class LeadNotesResolver {
  @FieldResolver(() => [LeadNoteType], {
    description:
      'What people wrote when they assigned it, paused a clock of it, declined a suggestion or retracted facts, oldest first; empty for roles that may not see personal data.',
  })
  notes(@Root() lead: Lead, @Ctx() { loaders }: Context): Promise<LeadNoteType[]> {
    return loaders.notesOf.load(lead.id);
  }
}

/** Who wrote. */
@Resolver(() => LeadNoteType)
export class LeadNoteResolver {
  @FieldResolver(() => ActorType, { nullable: true, description: 'Who wrote it.' })
  author(@Root() { author }: LeadNote, @Ctx() { loaders }: Context): Promise<ActorType | null> {
    return findActor(loaders, author);
  }
}
