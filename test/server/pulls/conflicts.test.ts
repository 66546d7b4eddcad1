import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readChecks } from '../../../server/pulls/checks/save-checks.js';
import { listBlockers } from '../../../server/pulls/list-blockers.js';
import { mergePullRequest } from '../../../server/pulls/merge-pull-request.js';
import { openPullRequest } from '../../../server/pulls/open-pull-request.js';
import { readSignOffs } from '../../../server/pulls/read-sign-offs.js';
import { reviewPullRequest } from '../../../server/pulls/review-pull-request.js';
import { updatePullRequest } from '../../../server/pulls/update-pull-request.js';
import { readMain } from '../../../server/releases/read-main.js';
import type { TestDatabase } from '../../helpers/database.js';
import { createTestDatabase } from '../../helpers/database.js';
import { openTestPulls, signers, type TestPulls } from './open-test-pulls.js';

const MODEL = 'models/hundred-point.json';

interface Model {
  version: string;
  name: string;
  rules: { key: string; points: number; rationale?: string }[];
  thresholds: { key: string; when: unknown; release: { below: number } }[];
}

let database: TestDatabase;
let test: TestPulls;
let people: Awaited<ReturnType<typeof signers>>;

beforeAll(async () => {
  database = await createTestDatabase();
  test = await openTestPulls(database);
  people = await signers(test);
});

afterAll(async () => {
  await test?.close();
  await database.drop();
});

const starter = () => JSON.parse(test.files[MODEL] as string) as Model;

/** Proposes a change of the model as the starter has it, whatever main says by now. */
async function propose(change: (model: Model) => void): Promise<number> {
  const { number, userErrors } = await openPullRequest(test.pulls, people.author, {
    title: 'Change the model',
    files: [{ path: MODEL, content: textOf(change) }],
  });
  expect(userErrors).toEqual([]);
  await test.settle();
  return number as number;
}

function textOf(change: (model: Model) => void): string {
  const model = starter();
  change(model);
  return `${JSON.stringify(model, null, 2)}\n`;
}

async function sign(number: number): Promise<void> {
  for (const who of [people.marketing, people.sales]) {
    const expectedEffect = await test.effect(number);
    const { userErrors } = await reviewPullRequest(test.pulls, who, { number, verdict: 'APPROVED', expectedEffect });
    expect(userErrors).toEqual([]);
  }
}

async function merge(number: number) {
  const { userErrors } = await mergePullRequest(test.pulls, people.author, {
    ...{ number, promote: false, expectedEffect: await test.effect(number) },
  });
  return userErrors;
}

async function modelOnMain(): Promise<Model> {
  const files = await test.pulls.trees.files(database.db, await readMain(database.db));
  return JSON.parse(files[MODEL] as string) as Model;
}

const ruleOf = (model: Model, index: number) => model.rules[index] as Model['rules'][number];
const thresholdOf = (model: Model) => model.thresholds[0] as Model['thresholds'][number];

describe('two proposals on one base', () => {
  it('both merge where they change different things of one model, versions raised one after the other', async () => {
    const first = await propose((model) => {
      ruleOf(model, 0).rationale = 'agreed';
    });
    const second = await propose((model) => {
      thresholdOf(model).release.below = 49;
    });
    await sign(first);
    expect(await merge(first)).toEqual([]);
    expect((await test.find(second)).base).not.toBe(await readMain(database.db));
    expect((await readChecks(database.db, await test.find(second)))[0]?.conclusion).toBe('PENDING');
    await test.settle();
    await sign(second);
    expect(await merge(second)).toEqual([]);
    const model = await modelOnMain();
    expect([ruleOf(model, 0).rationale, thresholdOf(model).release.below, model.version]).toEqual([
      'agreed',
      49,
      '2.0.0',
    ]);
  });

  it('on the same threshold: the second is told field by field, and a new commit resolves it', async () => {
    const before = thresholdOf(await modelOnMain()).release.below;
    const change = (below: number) => async () => {
      const main = await modelOnMain();
      thresholdOf(main).release.below = below;
      return { path: MODEL, content: `${JSON.stringify(main, null, 2)}\n` };
    };
    const [ours, theirs] = [await change(48)(), await change(47)()];
    const open = async (file: typeof ours) => {
      const input = { title: 'Release later', files: [file] };
      return (await openPullRequest(test.pulls, people.author, input)).number as number;
    };
    const [first, second] = [await open(ours), await open(theirs)];
    await test.settle();
    await sign(first);
    await sign(second);
    const agreed = await test.effect(second);
    expect(await merge(first)).toEqual([]);
    const stuck = await test.find(second);
    const torn = await test.pulls.trees.merging(database.db, stuck);
    const { conflicts } = torn;
    const blockers = listBlockers(stuck, torn, [], await readSignOffs(database.db, stuck, torn));
    expect(blockers[0]).toContain('In conflict with main at');
    expect(blockers).not.toContain('Merging would change nothing.');
    expect(conflicts).toMatchObject([{ path: MODEL, base: before, ours: 48, theirs: 47 }]);
    expect(conflicts[0]?.pointer).toBe('/thresholds/0/release/below');
    expect(await merge(second)).toMatchObject([
      { code: 'NOT_MERGEABLE', field: [MODEL, '/thresholds/0/release/below'] },
    ]);

    const resolved = await change(46)();
    await updatePullRequest(test.pulls, people.author, { number: second, files: [resolved] });
    const pull = await test.find(second);
    const merging = await test.pulls.trees.merging(database.db, pull);
    expect(merging.conflicts).toEqual([]);
    expect(pull.base).toBe(await readMain(database.db));
    expect(merging.effect).not.toBe(agreed);
    expect((await readSignOffs(database.db, pull, merging)).ready).toBe(false);
    await test.settle();
    await sign(second);
    expect(await merge(second)).toEqual([]);
    expect(thresholdOf(await modelOnMain()).release.below).toBe(46);
  });

  it('where one deletes what the other needs: the check of the merged tree stops it', async () => {
    const model = 'models/icp-gate.json';
    const gate = JSON.parse((await mainFiles())[model] as string) as Model;
    const kept = gate.rules[0]?.key as string;
    const needing = {
      ...gate,
      thresholds: gate.thresholds.map((each) => ({ ...each, when: { all: [each.when, { rule: kept }] } })),
    };
    const lacking = { ...gate, rules: gate.rules.slice(1) };
    const numbers: number[] = [];
    for (const content of [needing, lacking]) {
      const files = [
        { path: model, content: `${JSON.stringify(content, null, 2)}\n` },
        { path: 'models/icp-gate.test.json', content: null },
      ];
      numbers.push((await openPullRequest(test.pulls, people.author, { title: 'Gate', files })).number as number);
    }
    await test.settle();
    const [first, second] = numbers as [number, number];
    await sign(first);
    expect(await merge(first)).toEqual([]);
    await test.settle();
    const checks = await readChecks(database.db, await test.find(second));
    expect(checks.find((check) => check.conclusion === 'FAILURE')?.annotations).toContainEqual(
      expect.objectContaining({ path: model, level: 'ERROR', message: expect.stringContaining(kept) }),
    );
    await sign(second);
    expect((await merge(second))[0]).toMatchObject({ code: 'CHECK_FAILING' });
  });
});

async function mainFiles() {
  return test.pulls.trees.files(database.db, await readMain(database.db));
}
