import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import type { ScoreReport } from '../../server/leads/score.js';
import type { SampledLead } from '../../server/pulls/impact/sample-leads.js';
import type { Context } from '../context.js';
import { stageView } from '../lifecycle/stage-view.js';
import type { Connection } from '../paging/connection-type.js';
import { ForwardPageArgs } from '../paging/page.args.js';
import { pageOfAll } from '../paging/page-of-all.js';
import { pageRequest } from '../paging/page-request.js';
import { toConnection } from '../paging/to-connection.js';
import { reportedScore } from '../scores/find-score.js';
import type { ScoreType } from '../scores/score.type.js';
import { ImpactType, LeadImpactConnectionType, type LeadImpactType } from './impact.type.js';
import type { ImpactView } from './impact-view.js';

/** The leads behind the figures. */
@Resolver(() => ImpactType)
export class ImpactResolver {
  @FieldResolver(() => LeadImpactConnectionType, {
    description: 'Changed leads with both explanations, those that would stand in another stage first; 100 are kept.',
  })
  async sample(
    @Root() impact: ImpactView,
    @Args(() => ForwardPageArgs) args: ForwardPageArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<LeadImpactType>> {
    const rows = impact.sampled.map((one) => ({ ...one, id: one.leadId }));
    const page = pageOfAll(rows, pageRequest(args, context.limits, info));
    const release = (await context.releases.ofCommit(impact.baseCommit)) ?? context.releases.live();
    const nodes = await Promise.all(
      page.nodes.map(async (one: SampledLead): Promise<LeadImpactType> => {
        const lead = await context.loaders.leads.load(one.leadId);
        if (!lead) throw new Error(`the lead ${one.leadId} of an impact is gone`);
        return {
          lead,
          before: revive(context, one.before),
          after: revive(context, one.after),
          stageBefore: stageView(context.releases, release, one.stageBefore),
          stageAfter: stageView(context.releases, release, one.stageAfter),
        };
      }),
    );
    return toConnection({ ...page, nodes });
  }
}

/** Instants come back from the database as text; reports of before `applies` was told are of models that did. */
function revive(
  context: Context,
  report: (Omit<ScoreReport, 'applies'> & { applies?: boolean }) | null,
): ScoreType | null {
  if (!report) return null;
  const nextChangeAt = report.nextChangeAt && new Date(report.nextChangeAt);
  return reportedScore(context, { applies: true, ...report, at: new Date(report.at), nextChangeAt });
}
