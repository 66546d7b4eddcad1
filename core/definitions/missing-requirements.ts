import type { ModelContext } from '../scoring/compiled-model.js';
import type { Condition } from '../scoring/model.js';
import { buildTimeline } from '../scoring/timeline.js';
import type { MoveProblem, MoveRequest, MovingLead } from './move-verdict.js';
import { requestFacts } from './request-facts.js';
import type { MoveDefinition } from './tree.js';
import { unmetParts } from './unmet-parts.js';

/** What the requirements of a listed move still lack, each a REQUIRED problem that names its field. */
export function missingRequirements(
  move: MoveDefinition,
  lead: MovingLead,
  request: MoveRequest,
  context: ModelContext,
): MoveProblem[] {
  const requires = move.requires;
  if (!requires) return [];
  const problems: MoveProblem[] = [];
  const required = (field: string[], message: string, hint: string) =>
    problems.push({ code: 'REQUIRED', field, message, hint });
  if (requires.reason && !request.reason) {
    required(['reason'], `Moving a lead to '${move.to}' needs a reason.`, 'Give one of the reasons of lifecycle.json.');
  }
  if (requires.note && !request.note?.trim()) {
    required(['note'], `Moving a lead to '${move.to}' needs a note.`, 'Say why in a sentence.');
  }
  if (requires.owner && !lead.owner) {
    required(['owner'], `Moving a lead to '${move.to}' needs an owner.`, 'Assign the lead first.');
  }
  for (const path of requires.attributes ?? []) {
    const given = request.attributes?.[path];
    const present = given === undefined ? lead.has(path) : given !== null && given !== '';
    if (!present) {
      required(['attributes', path], `Moving a lead to '${move.to}' needs '${path}'.`, `Set '${path}' with the move.`);
    }
  }
  if (requires.when) problems.push(...missingOfCondition(requires.when, move, lead, request, context));
  return problems;
}

function missingOfCondition(
  when: Condition,
  move: MoveDefinition,
  lead: MovingLead,
  request: MoveRequest,
  context: ModelContext,
): MoveProblem[] {
  const given = requestFacts(lead, request);
  const timeline = given.length > 0 ? buildTimeline(lead.timeline.facts, given) : lead.timeline;
  const byField = new Map<string, MoveProblem>();
  for (const part of unmetParts(when, context, timeline, lead.at)) {
    const name = JSON.stringify(part.field);
    const known = byField.get(name);
    if (known) known.message = `${known.message.slice(0, -1)}; ${part.words}.`;
    else {
      byField.set(name, {
        code: 'REQUIRED',
        field: part.field,
        message: `Moving a lead to '${move.to}' needs ${part.words}.`,
        ...(part.field[0] === 'qualification' ? { hint: `Answer '${part.field[1]}' first, or with the move.` } : {}),
      });
    }
  }
  return [...byField.values()];
}
