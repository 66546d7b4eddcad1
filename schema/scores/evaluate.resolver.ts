import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { JsonObject } from '../../core/scoring/facts.js';
import { ruleFor } from '../../server/auth/permissions/rule-for.js';
import { CallerError } from '../../server/errors.js';
import { evaluateLead } from '../../server/leads/evaluate-lead.js';
import type { LeadIdentity } from '../../server/leads/intake/item.js';
import { layOver } from '../../server/pulls/lay-over.js';
import { prepareTree } from '../../server/releases/prepare-tree.js';
import type { Context } from '../context.js';
import { FileInputType } from '../definitions/file.input.js';
import { LeadRefInputType } from '../leads/lead-ref.input.js';
import { DateTime } from '../scalars/date-time.js';
import { JsonObjectScalar } from '../scalars/json-object.js';
import { ScoreType } from './score.type.js';
import type { ScoreRow } from './score-row.js';

/** Scores of drafts and of leads that are not there. */
@Resolver()
export class EvaluateResolver {
  @Query(() => ScoreType, {
    description:
      'The score a real or made-up lead would have under any model, drafts included; keeps nothing. BAD_USER_INPUT: an unknown lead or model, facts or files that cannot be read. FORBIDDEN: a draft about a real lead, for roles that may not see personal data.',
  })
  async evaluate(
    @Arg('model', () => String, { description: 'Key of the model.' }) model: string,
    @Arg('lead', () => LeadRefInputType, { nullable: true, description: 'A real lead; left out: one without facts.' })
    lead: LeadRefInputType | null | undefined,
    @Arg('facts', () => [JsonObjectScalar], {
      nullable: true,
      description: 'Facts beside those of the lead, written as in `*.test.json`.',
    })
    facts: JsonObject[] | null | undefined,
    @Arg('files', () => [FileInputType], { nullable: true, description: 'Files laid over the live definitions.' })
    files: FileInputType[] | null | undefined,
    @Arg('at', () => DateTime, { nullable: true, description: 'The instant; left out: now.' }) at:
      | Date
      | null
      | undefined,
    @Ctx() { db, releases, principal, loaders }: Context,
  ): Promise<ScoreRow> {
    if (lead && files && ruleFor(principal, 'Lead.attributes') === 'mask') {
      throw new CallerError(
        'FORBIDDEN',
        'This token may not ask a draft about a real lead: it may not see personal data.',
      );
    }
    const reading = {
      find: (identity: LeadIdentity) => loaders.leadIds.load(identity),
      load: (id: string) => loaders.timelines.load(id),
    };
    const report = await evaluateLead(db, releases, { lead, facts, model, files, at }, reading);
    const live = releases.live();
    const named = report.model ?? { key: model, version: live.tree.models[model]?.version ?? '', commit: live.commit };
    return {
      at: report.at,
      value: report.value,
      primary: report.primary,
      applies: report.applies,
      nextChangeAt: report.nextChangeAt,
      model: named,
      release: async () => (files ? { ...live, ...prepareTree(layOver(live.files, files)) } : live),
      explain: async () => report,
    };
  }
}
