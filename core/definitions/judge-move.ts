import type { ModelContext } from '../scoring/compiled-model.js';
import { coolingDownUntil } from './cooling-down-until.js';
import { endOfPass } from './end-of-pass.js';
import { judgeReason } from './judge-reason.js';
import { lifecycleContext } from './lifecycle-context.js';
import { missingRequirements } from './missing-requirements.js';
import type { MoveProblem, MoveRequest, MovingLead, Verdict } from './move-verdict.js';
import { findStage, stageOrder } from './stage-order.js';
import { suggestWord } from './suggest-word.js';
import type { Lifecycle, MoveDefinition, Mover } from './tree.js';

/**
 * The one judgement every move goes through, whoever asks: MOVED, ALREADY_THERE, PAST (a score never moves a lead
 * back, except into nurture) or REFUSED with problems. `context`: the tree's, where conditions need its time zone.
 */
export function judgeMove(
  lifecycle: Lifecycle,
  lead: MovingLead,
  request: MoveRequest,
  context: ModelContext = lifecycleContext(lifecycle),
): Verdict {
  const target = findStage(lifecycle, request.to);
  if (!target) return refused([unknownStage(lifecycle, request.to)]);
  if (request.to === lead.stage) return { outcome: 'ALREADY_THERE', problems: [], outstanding: [] };
  if (request.by === 'score' && isBehind(lifecycle, lead.stage, request.to)) {
    return { outcome: 'PAST', problems: [], outstanding: [] };
  }
  const listed = lifecycle.moves.filter((move) => move.to === request.to && move.from.includes(lead.stage));
  const open = listed.filter((move) => move.by.includes(request.by) || isExpiry(lifecycle, lead.stage, request));
  if (open.length === 0) return refused([notListed(lifecycle, listed, lead.stage, request)]);
  const silentUntil = coolingDownUntil(lifecycle, lead, request);
  if (silentUntil !== null) return refused([stillCooling(request.to, silentUntil)]);
  const reasonProblems = judgeReason(lifecycle, lead.stage, request);
  const judged = open.map((move) => ({ move, missing: missingRequirements(move, lead, request, context) }));
  const best =
    judged.find(({ move, missing }) => missing.length === 0 || move.requires?.enforce === 'warn') ?? judged[0];
  if (!best) return refused([]);
  const warned = best.move.requires?.enforce === 'warn';
  const problems = warned ? reasonProblems : withoutRepeats([...reasonProblems, ...best.missing]);
  if (problems.length > 0) return refused(problems);
  const endsPass = endOfPass(lifecycle, lead.stage, request.to, request.reason, lead.at);
  return {
    outcome: 'MOVED',
    move: best.move,
    problems: [],
    outstanding: warned ? best.missing.map((problem) => problem.message) : [],
    ...(endsPass ? { endsPass } : {}),
  };
}

/** An expired handoff sends the lead where its reason says, whoever else the move is open to. */
function isExpiry(lifecycle: Lifecycle, from: string, { by, reason }: MoveRequest): boolean {
  const expires = findStage(lifecycle, from)?.handoff?.onExpiry?.reason;
  return by === 'system' && expires !== undefined && expires === reason;
}

function refused(problems: MoveProblem[]): Verdict {
  return { outcome: 'REFUSED', problems, outstanding: [] };
}

function isBehind(lifecycle: Lifecycle, from: string, to: string): boolean {
  const running = (key: string) => ['open', 'won'].includes(findStage(lifecycle, key)?.category ?? '');
  if (!running(from) || !running(to)) return false;
  const order = stageOrder(lifecycle);
  return (order.get(to) ?? 0) < (order.get(from) ?? 0);
}

function withoutRepeats(problems: MoveProblem[]): MoveProblem[] {
  const seen = new Set<string>();
  return problems.filter((problem) => {
    const name = JSON.stringify([problem.code, problem.field]);
    if (problem.code === 'REQUIRED' && seen.has(name)) return false;
    seen.add(name);
    return true;
  });
}

function unknownStage(lifecycle: Lifecycle, to: string): MoveProblem {
  const keys = lifecycle.stages.map((stage) => stage.key);
  const near = suggestWord(to, keys);
  return {
    code: 'INVALID',
    field: ['to'],
    message: `There is no stage '${to}'.${near ? ` Did you mean '${near}'?` : ''}`,
    hint: `The stages are: ${keys.join(', ')}.`,
  };
}

function notListed(lifecycle: Lifecycle, listed: MoveDefinition[], from: string, request: MoveRequest): MoveProblem {
  const who = words[request.by];
  const others = [...new Set(listed.flatMap((move) => move.by))].map((mover) => words[mover]);
  const targets = lifecycle.moves.filter((move) => move.from.includes(from) && move.by.includes(request.by));
  const reachable = [...new Set(targets.map((move) => move.to))];
  return {
    code: 'MOVE_NOT_ALLOWED',
    field: ['to'],
    message: others.length
      ? `The move from '${from}' to '${request.to}' is open to ${others.join(' or ')}, not to ${who}.`
      : `No move from '${from}' to '${request.to}' is listed in lifecycle.json.`,
    hint: reachable.length
      ? `From '${from}' ${who} can move a lead to: ${reachable.join(', ')}.`
      : `From '${from}' ${who} can move a lead nowhere.`,
  };
}

const words: { readonly [mover in Mover]: string } = {
  score: 'a score',
  person: 'a person',
  integration: 'an integration',
  agent: 'an agent',
  system: 'the platform',
};

function stillCooling(to: string, until: number): MoveProblem {
  const instant = new Date(until).toISOString();
  return {
    code: 'MOVE_NOT_ALLOWED',
    field: ['to'],
    message: `The lead is cooling down until ${instant} and cannot move to '${to}' before.`,
    hint: 'The reason it was recycled for sets the cool-down.',
  };
}
