import { describe, expect, it } from '@jest/globals';
import { furtherStage } from '../../../core/definitions/further-stage.js';
import { judgeMove } from '../../../core/definitions/judge-move.js';
import type { MoveRequest, MovingLead } from '../../../core/definitions/move-verdict.js';
import { possibleMoves } from '../../../core/definitions/possible-moves.js';
import { stageOrder } from '../../../core/definitions/stage-order.js';
import type { Lifecycle } from '../../../core/definitions/tree.js';
import type { Fact, Json, QualificationStatus } from '../../../core/scoring/facts.js';
import { buildTimeline } from '../../../core/scoring/timeline.js';
import { starter } from './tree-files.js';

const lifecycle = JSON.parse(starter['lifecycle.json'] as string) as Lifecycle;
const DAY = 86_400_000;
const NOW = Date.parse('2026-03-31T12:00:00Z');
let count = 0;
const base = (at: number) => ({
  occurredAt: at,
  receivedAt: at,
  ordinal: 0,
  sequence: 0,
  source: 'test',
  messageId: `${count++}`,
});
const answer = (criterion: string, status: QualificationStatus = 'confirmed', at = NOW): Fact => ({
  ...base(at),
  kind: 'qualification',
  framework: 'bant',
  criterion,
  status,
});
const set = (path: string, value: Json): Fact => ({ ...base(NOW), kind: 'attribute', path, value });
const done = (type: string, at: number): Fact => ({ ...base(at), kind: 'activity', type, properties: {} });
const ended = (pass: number, at: number, silentUntil: number): Fact => ({
  ...base(at),
  kind: 'pass',
  pass,
  silentUntil,
  forgets: ['bant'],
});

function lead(stage: string, facts: Fact[] = [], owner: string | null = 'rep-1'): MovingLead {
  const timeline = buildTimeline(facts);
  return { stage, owner, has: (path) => timeline.attributes.has(path), timeline, at: NOW };
}
const judge = (from: MovingLead, request: MoveRequest) => judgeMove(lifecycle, from, request);
const fields = (from: MovingLead, request: MoveRequest) =>
  judge(from, request).problems.map((one) => [one.code, ...one.field]);

describe('judgeMove', () => {
  it('lets a score move a lead on, and says the move', () => {
    expect(judge(lead('lead'), { to: 'mql', by: 'score' })).toMatchObject({
      outcome: 'MOVED',
      move: { key: 'qualify' },
      problems: [],
    });
  });

  it('knows a lead that is there already', () => {
    expect(judge(lead('mql'), { to: 'mql', by: 'person' }).outcome).toBe('ALREADY_THERE');
  });

  it('never moves a lead back by score, except into nurture', () => {
    expect(judge(lead('sql'), { to: 'mql', by: 'score' }).outcome).toBe('PAST');
    expect(judge(lead('customer'), { to: 'mql', by: 'score' }).outcome).toBe('PAST');
    expect(judge(lead('sql'), { to: 'mql', by: 'person' }).outcome).toBe('REFUSED');
    expect(judge(lead('nurture'), { to: 'mql', by: 'score' }).outcome).toBe('MOVED');
    expect(judge(lead('mql'), { to: 'nurture', by: 'score', reason: 'low-intent' }).outcome).toBe('MOVED');
  });

  it('refuses what is not listed, naming who may and where one can go', () => {
    const verdict = judge(lead('lead'), { to: 'customer', by: 'person' });
    expect(verdict.outcome).toBe('REFUSED');
    expect(verdict.problems).toEqual([
      {
        code: 'MOVE_NOT_ALLOWED',
        field: ['to'],
        message: "No move from 'lead' to 'customer' is listed in lifecycle.json.",
        hint: "From 'lead' a person can move a lead to: mql, sql, disqualified.",
      },
    ]);
    expect(judge(lead('mql'), { to: 'sal', by: 'score' }).problems[0]?.message).toBe(
      "The move from 'mql' to 'sal' is open to a person, not to a score.",
    );
    expect(judge(lead('disqualified'), { to: 'mql', by: 'score' }).outcome).toBe('REFUSED');
    expect(judge(lead('lead'), { to: 'mqll', by: 'person' }).problems[0]).toMatchObject({
      code: 'INVALID',
      field: ['to'],
      message: "There is no stage 'mqll'. Did you mean 'mql'?",
    });
    expect(judge(lead('lead'), { to: '__proto__', by: 'person' }).outcome).toBe('REFUSED');
  });

  it('asks for an owner', () => {
    expect(fields(lead('mql', [], null), { to: 'sal', by: 'person' })).toEqual([['REQUIRED', 'owner']]);
    expect(judge(lead('mql'), { to: 'sal', by: 'person' }).outcome).toBe('MOVED');
  });

  it('asks for a reason, its note, and one that fits', () => {
    const to = (reason: string | null, note: string | null = null, from = 'sal', target = 'nurture') =>
      fields(lead(from), { to: target, by: 'person', reason, note });
    expect(to(null)).toEqual([['REQUIRED', 'reason']]);
    expect(to('bad-timing')).toEqual([['REQUIRED', 'note']]);
    expect(to('bad-timing', '  ')).toEqual([['REQUIRED', 'note']]);
    expect(to('bad-timing', 'next year')).toEqual([]);
    expect(to('bad-timeing', 'next year')).toEqual([['INVALID', 'reason']]);
    expect(to('low-intent', null, 'opportunity')).toEqual([['INVALID', 'reason']]);
    expect(to('wrong-icp')).toEqual([['INVALID', 'reason']]);
    expect(to('low-intent', null, 'mql', 'disqualified')).toEqual([['INVALID', 'reason']]);
    expect(to('no-response-from-sales', null, 'mql')).toEqual([['INVALID', 'reason']]);
  });

  it('asks for qualification, once a framework, and counts answers given with the move', () => {
    const request: MoveRequest = { to: 'sql', by: 'person' };
    expect(fields(lead('sal'), request)).toEqual([['REQUIRED', 'qualification', 'bant']]);
    const three = [answer('budget'), answer('authority'), answer('need')];
    const open = judge(lead('sal', three), request);
    expect(open.problems.map((one) => one.message)).toEqual([
      "Moving a lead to 'sql' needs bant: budget and authority and need and timeline confirmed (3 of 4; open: timeline).",
    ]);
    expect(judge(lead('sal', [...three, answer('timeline')]), request).outcome).toBe('MOVED');
    const answers = [{ framework: 'bant', criterion: 'timeline', status: 'confirmed' as const }];
    expect(judge(lead('sal', three), { ...request, answers }).outcome).toBe('MOVED');
    const later = [...three, answer('timeline'), answer('need', 'denied', NOW)];
    expect(
      judge(lead('sal', later), {
        ...request,
        answers: [{ framework: 'bant', criterion: 'need', status: 'confirmed' }],
      }).outcome,
    ).toBe('MOVED');
  });

  it('asks for attributes, and counts those given with the move', () => {
    const budget = answer('budget');
    const request: MoveRequest = { to: 'opportunity', by: 'person' };
    expect(fields(lead('sql', [set('expectedValue', 100)]), request)).toEqual([
      ['REQUIRED', 'attributes', 'nextStep'],
      ['REQUIRED', 'attributes', 'pipelineStage'],
      ['REQUIRED', 'qualification', 'bant'],
    ]);
    const given = { expectedValue: 100, nextStep: 'demo', pipelineStage: 'proposal' };
    expect(judge(lead('sql', [budget]), { ...request, attributes: given }).outcome).toBe('MOVED');
    expect(
      fields(lead('sql', [budget, set('nextStep', 'demo')]), { ...request, attributes: { ...given, nextStep: null } }),
    ).toEqual([['REQUIRED', 'attributes', 'nextStep']]);
  });

  it('asks for an activity in its window, to the millisecond', () => {
    const at = (age: number) =>
      judge(lead('lead', [done('social.intent-detected', NOW - age)]), { to: 'sql', by: 'person' });
    expect(at(30 * DAY).problems[0]?.field).toEqual(['activities', 'social.intent-detected']);
    expect(at(30 * DAY - 1).outcome).toBe('MOVED');
  });

  it('moves under `warn` and lists what was outstanding; a wrong reason still blocks', () => {
    const lenient = structuredClone(lifecycle);
    for (const move of lenient.moves) if (move.requires) move.requires.enforce = 'warn';
    const verdict = judgeMove(lenient, lead('sal', [], null), { to: 'sql', by: 'person' });
    expect(verdict.outcome).toBe('MOVED');
    expect(verdict.outstanding).toHaveLength(2);
    expect(judgeMove(lenient, lead('sal'), { to: 'nurture', by: 'person', reason: 'wrong-icp' }).outcome).toBe(
      'REFUSED',
    );
  });

  it('takes the listed move that lacks nothing', () => {
    const two = structuredClone(lifecycle);
    two.moves.unshift({ key: 'hard', from: ['lead'], to: 'mql', by: ['person'], requires: { note: true } });
    expect(judgeMove(two, lead('lead'), { to: 'mql', by: 'person' }).move?.key).toBe('qualify');
    expect(judgeMove(two, lead('lead'), { to: 'mql', by: 'person', note: 'yes' }).move?.key).toBe('hard');
  });

  it('ends the pass into nurture and out of lost, with the cool-down of the reason', () => {
    const recycled = judge(lead('sal'), { to: 'nurture', by: 'person', reason: 'low-intent' });
    expect(judge(lead('mql'), { to: 'nurture', by: 'person', reason: 'low-intent' }).endsPass).toEqual({
      silentUntil: NOW + 30 * DAY,
      forgets: ['bant', 'meddic'],
    });
    expect(recycled.outcome).toBe('MOVED');
    expect(
      judge(lead('disqualified'), { to: 'nurture', by: 'person', note: 'they called' }).endsPass?.silentUntil,
    ).toBe(NOW);
    expect(judge(lead('mql'), { to: 'disqualified', by: 'person', reason: 'wrong-icp' }).endsPass).toBeUndefined();
    expect(judge(lead('nurture'), { to: 'mql', by: 'score' }).endsPass).toBeUndefined();
  });

  it('keeps a recycled lead from open stages until its cool-down is over', () => {
    const cooling = (until: number) =>
      judge(lead('nurture', [ended(1, NOW - DAY, until)]), { to: 'mql', by: 'person' });
    expect(cooling(NOW + 1).problems[0]).toMatchObject({ code: 'MOVE_NOT_ALLOWED', field: ['to'] });
    expect(cooling(NOW + 1).problems[0]?.message).toContain('cooling down until 2026-03-31T12:00:00.001Z');
    expect(cooling(NOW).outcome).toBe('MOVED');
    const out = judge(lead('nurture', [ended(1, NOW - DAY, NOW + DAY)]), {
      to: 'disqualified',
      by: 'person',
      reason: 'wrong-icp',
    });
    expect(out.problems[0]?.message).not.toContain('cooling');
  });
});

describe('possibleMoves', () => {
  it('lists where this mover can go and what is missing', () => {
    expect(possibleMoves(lifecycle, lead('sal'), 'person')).toEqual([
      { to: 'sql', allowed: false, missing: [expect.stringContaining('bant: authority and need confirmed (0 of 2')] },
      { to: 'nurture', allowed: false, missing: ["Moving a lead to 'nurture' needs a reason."] },
      { to: 'disqualified', allowed: false, missing: ["Moving a lead to 'disqualified' needs a reason."] },
    ]);
    expect(possibleMoves(lifecycle, lead('opportunity'), 'integration')).toEqual([
      { to: 'customer', allowed: true, missing: [] },
    ]);
    expect(possibleMoves(lifecycle, lead('lead'), 'agent')).toEqual([]);
  });
});

describe('stages', () => {
  it('are ordered, and the further one of two wins among open and won', () => {
    expect(stageOrder(lifecycle).get('mql')).toBe(2);
    expect(furtherStage(lifecycle, 'lead', 'sql')).toBe('sql');
    expect(furtherStage(lifecycle, 'sql', 'lead')).toBe('sql');
    expect(furtherStage(lifecycle, 'nurture', 'lead')).toBe('lead');
    expect(furtherStage(lifecycle, 'mql', 'disqualified')).toBe('mql');
    expect(furtherStage(lifecycle, 'nurture', 'disqualified')).toBe('nurture');
  });
});
