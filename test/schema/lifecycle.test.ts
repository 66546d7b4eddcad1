import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Slas } from '../../core/definitions/tree.js';
import { eventually } from '../helpers/eventually.js';
import { ask, type Door, listen } from '../helpers/graphql.js';
import { startServer, type TestServer } from '../helpers/start-server.js';
import { openPersonsDoor, openRoleDoors } from './role-doors.js';

interface Outcome {
  userErrors: { code: string; field: string[] }[];
  [field: string]: unknown;
}
interface ListedClock {
  id: string;
  state: string;
  dueAt: string | null;
  policy: { key: string };
}

/** `five-characteristics` runs: five suggest SQL, three move to MQL. Clocks of seconds stand beside those of days. */
describe('lifecycle, handoffs and clocks by API', () => {
  let server: TestServer;
  let rep: Door;
  let repId: string;
  let models: string;
  beforeAll(async () => {
    models = mkdtempSync(join(tmpdir(), 'accord-models-'));
    cpSync('scoring-models', models, { recursive: true });
    edit<{ models: string[]; challengers: unknown[] }>('lifecycle.json', (lifecycle) => {
      lifecycle.models = ['five-characteristics'];
      lifecycle.challengers = [];
    });
    edit<Slas>('slas.json', (slas) => {
      slas.policies.push({
        key: 'blink',
        label: 'Answer at once',
        owedBy: 'marketing',
        startsOn: { activity: 'chat.question-asked' },
        stopsOn: [{ activity: 'sales.contacted' }],
        within: 'PT1S',
        clock: 'elapsed',
        warnAt: [{ percent: 50 }],
        escalate: [{ after: 'PT0S', notify: ['owner'] }],
      });
    });
    server = await startServer({ env: { SCORING_MODELS_DIR: models } });
    rep = await openPersonsDoor(server, 'SALES');
    const viewer = await ask<{ viewer: { id: string } }>(rep, '{ viewer { id } }');
    repId = viewer.data?.viewer.id as string;
  });
  afterAll(async () => {
    await server?.stop();
    rmSync(models, { recursive: true, force: true });
  });

  function edit<Content>(path: string, change: (content: Content) => void): void {
    const content = JSON.parse(readFileSync(join(models, path), 'utf8')) as Content;
    change(content);
    writeFileSync(join(models, path), `${JSON.stringify(content, null, 2)}\n`);
  }
  const call = async (name: string, input: object, fields = '', door: Door = server): Promise<Outcome> => {
    const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
    const query = `mutation ($input: ${type}!) { ${name}(input: $input) { userErrors { code field } ${fields} } }`;
    const answer = await ask<Record<string, Outcome>>(door, query, { input });
    expect(answer.errors).toBeUndefined();
    return answer.data?.[name] as Outcome;
  };
  const read = async <Data>(query: string, door: Door = server): Promise<Data> => {
    const answer = await ask<Data>(door, query);
    expect(answer.errors).toBeUndefined();
    return answer.data as Data;
  };
  let messages = 0;
  const does = (email: string, type: string, properties = {}, occurredAt = new Date().toISOString()) => {
    const activity = { lead: { email }, type, properties, occurredAt, messageId: `api${messages++}` };
    return call('recordActivities', { activities: [activity] }, 'transitions { to { key } }');
  };
  const newLead = (email: string, more = {}) => call('upsertLead', { lead: { email }, ...more }, 'lead { id }');
  const clocks = async (filter: string) =>
    (
      await read<{ slaClocks: { nodes: ListedClock[] } }>(
        `{ slaClocks(first: 100, ${filter}) { nodes { id state dueAt policy { key } } } }`,
      )
    ).slaClocks.nodes;

  it('suggests where the definitions say so: a person moves or declines, and is told why', async () => {
    const suggestion = async (email: string) =>
      (
        await read<{
          lead: { suggestion: { stage: { key: string }; crossing: { threshold: { key: string } } } | null };
        }>(
          `{ lead(by: {email: "${email}"}) { suggestion { since stage { key } crossing { id outcome threshold { key } } } } }`,
        )
      ).lead.suggestion;
    for (const name of ['yes', 'no']) {
      await newLead(`${name}@five.example`);
      for (const type of ['demo.attended', 'email.replied', 'email.replied']) await does(`${name}@five.example`, type);
      await does(`${name}@five.example`, 'resource.downloaded', { kind: 'technical-spec' });
      const keys = ['budget', 'authority', 'need', 'timeline'].map((key) => ({ key, status: 'CONFIRMED' }));
      await call(
        'answerQualification',
        { lead: { email: `${name}@five.example` }, framework: 'bant', answers: keys },
        '',
        rep,
      );
    }
    expect(await suggestion('yes@five.example')).toMatchObject({
      stage: { key: 'sql' },
      crossing: { outcome: 'SUGGESTED' },
    });
    const lead = { email: 'no@five.example' };
    const declined = await call('declineSuggestion', { lead, note: 'A student project.' }, 'lead { id }', rep);
    expect(declined.userErrors).toEqual([]);
    expect(await suggestion('no@five.example')).toBeNull();
    const { lead: kept } = await read<{ lead: { notes: unknown[] } }>(
      `{ lead(by: {email: "no@five.example"}) { notes { about text author { displayName } } } }`,
    );
    expect(kept.notes).toEqual([
      { about: 'SUGGESTION_DECLINED', text: 'A student project.', author: { displayName: 'A person' } },
    ]);
    const { VIEWER } = await openRoleDoors(server);
    const masked = await read<{ leads: { nodes: { notes: unknown[] }[] } }>(
      '{ leads { nodes { notes { text } } } }',
      VIEWER,
    );
    expect(masked.leads.nodes.every((one) => one.notes.length === 0)).toBe(true);
    const changes = await eventually(async () => {
      const { events } = await read<{ events: { nodes: { change: string }[] } }>(
        '{ events(first: 100, filter: {kinds: [LEAD], leadChanges: [SUGGESTED, SUGGESTION_DECLINED, QUALIFIED]}) { nodes { ... on LeadEvent { change } } } }',
      );
      return events.nodes.length >= 5 ? events.nodes.map((node) => node.change) : null;
    });
    expect(changes.sort()).toEqual(['QUALIFIED', 'QUALIFIED', 'SUGGESTED', 'SUGGESTED', 'SUGGESTION_DECLINED']);
  });

  it('tells of clocks as they warn, breach, escalate and are taken back, to who asked for these', async () => {
    const heard = await listen<{ slaChanged: { kind: string; clock: { id: string } } }>(
      server,
      'subscription ($filter: EventFilter) { slaChanged(after: "start", filter: $filter) { id kind corrects clockBefore clockAfter clock { id } } }',
      { filter: { policies: ['blink'], slaKinds: ['WARNED', 'BREACHED', 'ESCALATED', 'MET'] } },
    );
    await newLead('blink@clock.example');
    await does('blink@clock.example', 'demo.requested');
    await does('blink@clock.example', 'chat.question-asked', { topic: 'pricing' });
    await heard.until(3);
    const [clock] = await clocks('policy: "blink", state: [BREACHED], owedBy: MARKETING');
    const before = new Date(Date.parse(clock?.dueAt as string) - 1).toISOString();
    await does('blink@clock.example', 'sales.contacted', {}, before);
    const frames = (await heard.until(4)).map(
      (frame) => frame.data?.slaChanged as Record<string, unknown> & { kind: string },
    );
    expect(frames.map((frame) => frame.kind)).toEqual(['WARNED', 'BREACHED', 'ESCALATED', 'MET']);
    expect(frames.at(-1)).toMatchObject({ corrects: frames[1]?.['id'], clockBefore: 'BREACHED', clockAfter: 'MET' });
    heard.close();
    expect(await clocks('policy: "blink", state: [MET]')).toHaveLength(1);
  });

  it('lists what a dashboard asks for: my queue, by state, policy, side and owner, due before, soonest first, paused last', async () => {
    for (const name of ['qa', 'qb', 'qc']) {
      await newLead(`${name}@queue.example`);
      await call('moveLead', { lead: { email: `${name}@queue.example` }, to: 'mql' }, '', rep);
    }
    const queue = async (more: string) =>
      (
        await read<{ handoffs: { totalCount: number; nodes: { id: string; lead: { email: string } }[] } }>(
          `{ handoffs(${more}) { totalCount nodes { id lead { email } } } }`,
          rep,
        )
      ).handoffs;
    const mine = (list: { nodes: { lead: { email: string } }[] }) =>
      list.nodes.map(({ lead }) => lead.email).filter((email) => email.endsWith('@queue.example'));
    const all = await queue('state: [PENDING]');
    for (const one of all.nodes.filter(({ lead }) => lead.email.startsWith('qa') || lead.email.startsWith('qc'))) {
      await call('assignHandoff', { handoffId: one.id, assigneeId: repId }, '', rep);
    }
    expect(mine(await queue(`state: [PENDING], assigneeId: "${repId}"`))).toEqual([
      'qa@queue.example',
      'qc@queue.example',
    ]);
    expect(mine(await queue(`state: [PENDING], assigneeId: "${repId}", orderBy: DESC`))).toEqual([
      'qc@queue.example',
      'qa@queue.example',
    ]);
    expect((await queue(`state: [ACCEPTED, EXPIRED], assigneeId: "${repId}"`)).totalCount).toBe(0);

    const owned = await clocks(`ownerId: "${repId}", state: [RUNNING]`);
    expect(owned.map((one) => one.policy.key)).toEqual(['mql-review-inbound', 'mql-review-inbound']);
    const paused = await call(
      'pauseSlaClock',
      { clockId: owned[0]?.id, reason: 'On holiday.' },
      'clock { state dueAt }',
      rep,
    );
    expect(paused).toEqual({ userErrors: [], clock: { state: 'PAUSED', dueAt: null } });
    const running = await clocks('state: [RUNNING, PAUSED]');
    expect(running.at(-1)).toMatchObject({ id: owned[0]?.id, state: 'PAUSED' });
    const dues = running.slice(0, -1).map((one) => Date.parse(one.dueAt as string));
    expect(dues).toEqual(dues.toSorted((a, b) => a - b));
    const soon = new Date(Date.now() + 25 * 3_600_000).toISOString();
    const due = await clocks(`policy: "mql-review-inbound", dueBefore: "${soon}", owedBy: SALES, state: [RUNNING]`);
    expect(due.length).toBeGreaterThan(0);
    expect(await clocks(`dueBefore: "${new Date().toISOString()}", state: [RUNNING]`)).toEqual([]);
    const none = await clocks('policy: "mql-review-inbound", owedBy: MARKETING');
    expect(none).toEqual([]);
  });

  it('gives who is handed a lead what he needs to open the call', async () => {
    await newLead('context@context.example');
    await does('context@context.example', 'demo.requested');
    const lead = { email: 'context@context.example' };
    const answers = [{ key: 'need', status: 'CONFIRMED', value: 'Leads wait for two days.' }];
    const answered = await call('answerQualification', { lead, framework: 'bant', answers }, 'lead { id }', rep);
    expect(answered.userErrors).toEqual([]);
    await call('moveLead', { lead, to: 'mql' }, '', rep);
    const { lead: told } = await read<{ lead: { handoffs: unknown[]; qualification: unknown } }>(
      `{ lead(by: {email: "context@context.example"}) {
        qualification(framework: "bant") { confirmed complete criteria { key status value answeredAt answeredBy { displayName } } }
        handoffs { recommendedNextStep context { problem recentActivities { type } qualification { framework confirmed } } } } }`,
    );
    expect(told.handoffs).toMatchObject([
      {
        recommendedNextStep: expect.stringMatching(/^Follow up on: /),
        context: {
          problem: 'Leads wait for two days.',
          recentActivities: [{ type: 'demo.requested' }],
          qualification: [{ framework: 'bant', confirmed: 1 }],
        },
      },
    ]);
    expect(told.qualification).toMatchObject({
      confirmed: 1,
      complete: false,
      criteria: expect.arrayContaining([
        expect.objectContaining({ key: 'need', status: 'CONFIRMED', answeredBy: { displayName: 'A person' } }),
      ]),
    });
  });
});
