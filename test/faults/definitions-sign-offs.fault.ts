import { act, effectOf, mainFile, merge, open, read, review, settled } from './definitions.js';
import { startAccord } from './start-accord.js';

/** M4: every set of approvers of every teams, whoever wrote the change; merged only with marketing and sales, by two people who did not write it. */
const accord = await startAccord({ ACCORD_RATE_LIMIT: '0' });
const TEAMS: Record<string, string[]> = {
  ann: ['REVOPS'],
  mia: ['MARKETING'],
  max: ['MARKETING'],
  sal: ['SALES'],
  sue: ['SALES'],
  both: ['MARKETING', 'SALES'],
};
const NAMES = Object.keys(TEAMS);
const tokens = new Map<string, string>();
const ids = new Map<string, string>();
for (const name of NAMES) {
  const input = {
    ...{ email: `${name}@example.com`, displayName: name, teams: TEAMS[name] },
    roles: ['REVOPS', ...(TEAMS[name] as string[]).filter((team) => team !== 'REVOPS')],
  };
  const made = await read<{ upsertUser: { user: { id: string } } }>(
    accord,
    'mutation ($input: UpsertUserInput!) { upsertUser(input: $input) { user { id } } }',
    { input },
  );
  ids.set(name, made.upsertUser.user.id);
  const { createApiToken } = await read<{ createApiToken: { secret: string } }>(
    accord,
    'mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) { secret } }',
    { input: { displayName: name, userId: made.upsertUser.user.id, roles: input.roles } },
  );
  tokens.set(name, createApiToken.secret);
}
const as = (name: string) => ({ url: accord.url, token: tokens.get(name) as string });
const problems: string[] = [];
let tried = 0;

/** Whether two different people of both sides are among the approvers. */
function isEnough(approvers: readonly string[]): boolean {
  return approvers.some((one) =>
    approvers.some((other) => one !== other && TEAMS[one]?.includes('MARKETING') && TEAMS[other]?.includes('SALES')),
  );
}

const model = await mainFile(accord, 'models/icp-gate.json');
let round = 0;
for (const [author, contributor] of [
  ['ann', null],
  ['mia', null],
  ['both', null],
  ['ann', 'sal'],
] as const) {
  round++;
  const file = (text: string) => ({
    path: 'models/icp-gate.json',
    content: model.replace(/"name": "[^"]*"/, `"name": "${text}"`),
  });
  const { number } = (await open(as(author), `By ${author}`, [file(`Gate ${round}`)])) as { number: number };
  if (contributor) {
    const input = { number, files: [file(`Gate ${round} too`)] };
    await act(as(contributor), 'updatePullRequest', 'UpdatePullRequestInput!', input);
  }
  await settled(as(author), [number]);
  const writers: (string | null)[] = [author, contributor];
  for (const name of NAMES.filter((each) => writers.includes(each))) {
    const { codes } = await review(as(name), number);
    if (codes.join() !== 'FORBIDDEN') problems.push(`${name} signed what he wrote: ${codes}`);
  }
  const others = NAMES.filter((name) => !writers.includes(name));
  for (let set = 0; set < 2 ** others.length; set++) {
    const approvers = others.filter((_, i) => set & (1 << i));
    // The same person twice still takes one place.
    for (const name of [...approvers, ...approvers.slice(0, 1)]) await review(as(name), number);
    const { pullRequest } = await read<{ pullRequest: { mergeBlockers: string[] } }>(
      accord,
      'query ($number: Int!) { pullRequest(number: $number) { mergeBlockers } }',
      { number },
    );
    const open = pullRequest.mergeBlockers.length === 0;
    tried++;
    if (open !== isEnough(approvers)) problems.push(`by ${writers}: ${approvers} → ${pullRequest.mergeBlockers}`);
    if (!open) {
      const { codes } = await merge(as('ann'), number);
      if (!codes.every((code) => code === 'SIGN_OFF_MISSING') || codes.length === 0) problems.push(`merged: ${codes}`);
    }
    for (const name of approvers) await act(as(name), 'withdrawReview', 'Int!', number, 'number');
  }
  await act(as(author), 'updatePullRequest', 'UpdatePullRequestInput!', { number, close: true });
}

const { number } = (await open(as('ann'), 'Moves on', [{ path: 'slas.json', content: await changed(1) }])) as {
  number: number;
};
await settled(accord, [number]);
const old = await effectOf(accord, number);
for (const name of ['mia', 'sal']) await review(as(name), number);
await act(as('ann'), 'updatePullRequest', 'UpdatePullRequestInput!', {
  number,
  files: [{ path: 'slas.json', content: await changed(2) }],
});
await settled(accord, [number]);
const stale = await merge(as('ann'), number, { expectedEffect: old });
if (stale.codes.join() !== 'STALE_VERSION') problems.push(`approve, then push: ${stale.codes}`);
const unsigned = await merge(as('ann'), number);
if (!unsigned.codes.includes('SIGN_OFF_MISSING')) problems.push(`approve an old effect: ${unsigned.codes}`);
for (const name of ['mia', 'sal']) await review(as(name), number);
const leaves = { email: 'sal@example.com', displayName: 'sal', teams: [], roles: ['REVOPS', 'SALES'] };
await read(accord, 'mutation ($input: UpsertUserInput!) { upsertUser(input: $input) { user { id } } }', {
  input: leaves,
});
const left = await merge(as('ann'), number);
if (left.codes.join() !== 'SIGN_OFF_MISSING') problems.push(`a team taken away: ${left.codes}`);
await review(as('sue'), number);
const merged = await merge(as('ann'), number);
if (merged.codes.length > 0) problems.push(`signed and not merged: ${merged.messages}`);
await accord.remove();
process.stdout.write(`${JSON.stringify({ combinations: tried, problems }, null, 2)}\n`);
process.exitCode = problems.length === 0 ? 0 : 1;

async function changed(minutes: number): Promise<string> {
  const text = await mainFile(accord, 'slas.json');
  return text.replace(/"label": "([^"]*)"/, `"label": "$1, ${minutes}"`);
}
