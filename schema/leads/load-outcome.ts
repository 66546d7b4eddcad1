import type { WriteOutcome } from '../../server/leads/write-outcome.js';
import { createLoaders } from '../batch/create-loaders.js';
import type { Context } from '../context.js';
import { toTransition } from '../lifecycle/to-transition.js';
import { toCrossing } from '../scores/to-crossing.js';
import type { LeadPayloadType, RecordActivitiesPayloadType } from './write.payload.js';

/** The payload of an outcome about one lead; its transition is the one into the stage asked for, else the last. */
export async function loadOutcome(
  context: Context,
  outcome: WriteOutcome,
  stage: string | null | undefined,
): Promise<LeadPayloadType> {
  const { crossings, transitions } = await loadRows(context, outcome);
  const asked = transitions.findLast((transition) => (transition as { toStage?: string }).toStage === stage);
  return {
    userErrors: outcome.userErrors,
    lead: outcome.leadId === null ? null : await context.loaders.leads.load(outcome.leadId),
    transition: asked ?? transitions.at(-1) ?? null,
    crossings,
  };
}

/** The rows an outcome names. What was loaded earlier in the same operation is forgotten: it was true before this write. */
export async function loadRows(
  context: Context,
  outcome: Pick<WriteOutcome, 'crossingIds' | 'transitionIds'>,
): Promise<Pick<RecordActivitiesPayloadType, 'crossings' | 'transitions'>> {
  context.loaders = createLoaders(context);
  const [crossings, transitions] = await Promise.all([
    Promise.all(outcome.crossingIds.map((id) => context.loaders.crossings.load(id))),
    Promise.all(outcome.transitionIds.map((id) => context.loaders.transitions.load(id))),
  ]);
  return {
    crossings: crossings.filter((row) => row !== null).map(toCrossing),
    transitions: transitions.filter((row) => row !== null).map(toTransition),
  };
}
