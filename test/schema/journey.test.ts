import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../helpers/eventually.js';
import { ask, type Door } from '../helpers/graphql.js';
import { startServer, type TestServer } from '../helpers/start-server.js';
import { openPersonsDoor } from './role-doors.js';

interface Outcome {
  userErrors: { code: string; field: string[] }[];
  [field: string]: unknown;
}

const COOL_DOWN = 'PT1S';

describe('the journey of a lead', () => {
  let server: TestServer;
  let rep: Door;
  let models: string;
  beforeAll(async () => {
    models = mkdtempSync(join(tmpdir(), 'accord-models-'));
    cpSync('scoring-models', models, { recursive: true });
    const path = join(models, 'lifecycle.json');
    const lifecycle = JSON.parse(readFileSync(path, 'utf8')) as { reasons: { key: string; coolDown?: string }[] };
    for (const reason of lifecycle.reasons) if (reason.key === 'bad-timing') reason.coolDown = COOL_DOWN;
    writeFileSync(path, `${JSON.stringify(lifecycle, null, 2)}\n`);
    // a clock that is due today would end while the test runs, where that is at the close of business
    const slas = join(models, 'slas.json');
    writeFileSync(slas, readFileSync(slas, 'utf8').replace('"within": "P0D"', '"within": "P1D"'));
    server = await startServer({ env: { SCORING_MODELS_DIR: models } });
    rep = await openPersonsDoor(server, 'SALES');
  });
  afterAll(async () => {
    await server?.stop();
    rmSync(models, { recursive: true, force: true });
  });

  const call = async (name: string, input: object, fields = '', door: Door = server): Promise<Outcome> => {
    const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
    const query = `mutation ($input: ${type}!) { ${name}(input: $input) { userErrors { code field } ${fields} } }`;
    const answer = await ask<Record<string, Outcome>>(door, query, { input });
    expect(answer.errors).toBeUndefined();
    return answer.data?.[name] as Outcome;
  };
  const lead = { anonymousId: 'journey' };
  let messages = 0;
  const does = (type: string, properties = {}) => {
    const occurredAt = new Date().toISOString();
    const activity = { lead, type, properties, occurredAt, messageId: `journey${messages++}` };
    return call('recordActivities', { activities: [activity] }, 'transitions { to { key } }');
  };
  const move = (to: string, more = {}) => call('moveLead', { lead, to, ...more }, 'lead { stage { key } }', rep);
  const refusal = (outcome: Outcome) => outcome.userErrors.map(({ code, field }) => `${code} ${field.join('.')}`);
  const pending = async () => {
    const fields = `id state from { key } lead { email } openedAt recommendedNextStep routedBy pool
      context { score { value } topContributions { rule points } recentActivities { type } problem qualification { confirmed } }`;
    const answer = await ask<{ handoffs: { nodes: { id: string }[]; totalCount: number } }>(
      rep,
      `{ handoffs(state: [PENDING]) { totalCount nodes { ${fields} } } }`,
    );
    expect(answer.errors).toBeUndefined();
    return answer.data?.handoffs.nodes as ({ id: string } & Record<string, unknown>)[];
  };

  it('is told step by step, each refusal with its reason', async () => {
    await does('page.viewed', { page: 'pricing' });
    await call('upsertLead', {
      lead,
      email: 'jo@journey.example',
      attributes: { seniority: 'vp' },
      account: { domain: 'journey.example', attributes: { employees: 200, industry: 'saas' } },
    });
    const scored = await does('page.viewed', { page: 'pricing' });
    expect(scored.transitions).toEqual([{ to: { key: 'mql' } }]);

    const [first] = await pending();
    expect(first).toMatchObject({
      state: 'PENDING',
      from: { key: 'mql' },
      lead: { email: 'jo@journey.example' },
      context: {
        score: { value: 75 },
        topContributions: expect.arrayContaining([{ rule: 'pricing-twice-a-week', points: 25 }]),
        recentActivities: [{ type: 'page.viewed' }, { type: 'page.viewed' }],
        qualification: [],
      },
    });
    const decide = (handoffId: string, answer: object) =>
      call(
        'decideHandoff',
        { handoffId, ...answer },
        'handoff { state } transition { to { key } reason { key } }',
        rep,
      );
    const firstId = first?.id as string;
    expect(refusal(await decide(firstId, { accept: false }))).toEqual(['REQUIRED reason']);
    expect(refusal(await decide(firstId, { accept: false, reason: 'bad lead' }))).toEqual(['INVALID reason']);
    expect(refusal(await decide(firstId, { accept: false, reason: 'bad-timing' }))).toEqual(['REQUIRED note']);
    const rejected = await decide(firstId, { accept: false, reason: 'bad-timing', note: 'next quarter' });
    expect(rejected).toEqual({
      userErrors: [],
      handoff: { state: 'REJECTED' },
      transition: { to: { key: 'nurture' }, reason: { key: 'bad-timing' } },
    });
    expect(refusal(await decide(firstId, { accept: true }))).toEqual(['HANDOFF_CLOSED handoffId']);

    await eventually(async () => {
      const tried = await does('page.viewed', { page: 'blog' });
      return (tried.transitions as unknown[]).length > 0;
    });
    const [second] = await pending();
    expect(second?.id).not.toBe(firstId);
    const accepted = await decide(second?.id as string, { accept: true, nextStep: 'Call' });
    expect(accepted).toMatchObject({
      userErrors: [],
      handoff: { state: 'ACCEPTED' },
      transition: { to: { key: 'sal' } },
    });

    expect(refusal(await move('sql'))).toEqual(['REQUIRED qualification.bant']);
    const answers = ['budget', 'authority', 'need', 'timeline'].map((key) => ({ key, status: 'CONFIRMED' }));
    expect(refusal(await move('sql', { framework: 'bant', answers: answers.slice(1) }))).toEqual([
      'REQUIRED qualification.bant',
    ]);
    expect(refusal(await move('customer'))).toEqual(['MOVE_NOT_ALLOWED to']);
    expect(refusal(await move('sql', { framework: 'bant', answers }))).toEqual([]);
    expect(refusal(await move('opportunity')).sort()).toEqual([
      'REQUIRED attributes.expectedValue',
      'REQUIRED attributes.nextStep',
      'REQUIRED attributes.pipelineStage',
    ]);
    const attributes = { expectedValue: 40_000, nextStep: 'Send the offer', pipelineStage: 'proposal' };
    expect(refusal(await move('opportunity', { attributes }))).toEqual([]);
    expect(refusal(await move('customer'))).toEqual([]);
    expect(await pending()).toEqual([]);
  });

  it('is the story that the log tells', async () => {
    const story = await eventually(async () => {
      const answer = await ask<{ events: { nodes: Record<string, unknown>[] } }>(
        server,
        `{ events(first: 100, filter: {kinds: [STAGE_TRANSITION, HANDOFF]}) { nodes { __typename
          ... on StageTransition { from { key } to { key } pass cause }
          ... on HandoffEvent { stateBefore stateAfter handoff { id from { key } } lead { email } } } } }`,
      );
      expect(answer.errors).toBeUndefined();
      const nodes = answer.data?.events.nodes ?? [];
      return nodes.length >= 13 ? nodes : null;
    });
    const key = (stage: unknown) => (stage as { key: string } | null)?.key ?? '-';
    const words = story.map((one) =>
      one.__typename === 'HandoffEvent'
        ? `handoff ${one.stateAfter}`
        : `${key(one.from)} ${key(one.to)} ${one.pass} ${one.cause}`,
    );
    expect(words).toEqual([
      '- visitor 1 INTEGRATION',
      'visitor lead 1 SYSTEM',
      'lead mql 1 SCORE',
      'handoff PENDING',
      'mql nurture 1 PERSON',
      'handoff REJECTED',
      'nurture mql 2 SCORE',
      'handoff PENDING',
      'mql sal 2 PERSON',
      'handoff ACCEPTED',
      'sal sql 2 PERSON',
      'sql opportunity 2 PERSON',
      'opportunity customer 2 PERSON',
    ]);
    const kept = await ask<{ lead: { handoffs: unknown[] }; pools: unknown[] }>(
      rep,
      `{ lead(by: {email: "jo@journey.example"}) { handoffs { state recommendedNextStep decidedBy { displayName } } }
        pools { key team members { id } openHandoffs weeklyCapacity } }`,
    );
    expect(kept.data?.lead.handoffs).toEqual([
      { state: 'REJECTED', recommendedNextStep: null, decidedBy: { displayName: 'A person' } },
      { state: 'ACCEPTED', recommendedNextStep: 'Call', decidedBy: { displayName: 'A person' } },
    ]);
    const timed = await ask<{ lead: { slaClocks: { policy: { key: string }; state: string }[] } }>(
      rep,
      '{ lead(by: {email: "jo@journey.example"}) { slaClocks { policy { key } state } } }',
    );
    expect(timed.data?.lead.slaClocks.map(({ policy, state }) => `${policy.key} ${state}`).sort()).toEqual([
      'mql-dwell MET',
      'mql-review-inbound MET',
      'mql-review-inbound MET',
      'rejection-processed MET',
      'sql-assigned-same-day MET',
      'sql-outreach MET',
    ]);
    expect(kept.data?.pools).toContainEqual({
      key: 'inbound-sdr',
      team: 'SALES',
      members: [],
      openHandoffs: 0,
      weeklyCapacity: 0,
    });
  });
});
