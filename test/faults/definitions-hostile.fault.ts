import { act, type File, mainFile, makeSigners, open, read } from './definitions.js';
import { startAccord } from './start-accord.js';

/** M5 and M6 by API: hostile paths and texts are refused with a readable reason, and nothing of them is kept. */
const accord = await startAccord({ ACCORD_RATE_LIMIT: '0' });
const who = await makeSigners(accord);
const author = { url: accord.url, token: who.author };
const model = await mainFile(accord, 'models/hundred-point.json');

const PATHS = [
  ...['../x.json', '../../etc/passwd', 'models/../../x.json', './lifecycle.json', '/lifecycle.json', 'models//x.json'],
  ...['.git/config', '.git/hooks/pre-commit', '.GIT/config', 'models/.git/config', '.gitmodules', '.gitattributes'],
  ...['git~1/config', 'GIT~1', '.git ', '.git.', '.git::$INDEX_ALLOCATION', 'models\\..\\..\\x.json', 'C:\\x.json'],
  ...['Lifecycle.json', 'LIFECYCLE.JSON', 'Models/x.json', 'models/X.json', 'models/é.json', 'models/\u200b.json'],
  ...['models/a b.json', 'models/-x.json', 'models/x.JSON', 'models/x.json/y.json', 'models/x', 'models/', 'models'],
  ...['', ' ', '.', '..', '/', '\\', '*', 'models/*.json', 'models/x.json\n', 'models/x\ty.json', 'models/con', 'nul'],
  ...['__proto__', 'constructor', 'prototype', 'models/__proto__.json', 'toString', 'allowed_signers', 'package.json'],
  ...['templates/x.html', 'templates/../x.md', 'mappings/x.yaml', 'schemas/evil.schema.json', 'node_modules/x.js'],
  ...[
    `models/${'x'.repeat(200)}.json`,
    `${'a/'.repeat(200)}x.json`,
    'index.js',
    '.env',
    '.npmrc',
    'README',
    'readme.md',
  ],
];

const deep = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
const TEXTS: Record<string, string> = {
  'prototype key': model.replace('"key"', '"__proto__": {"polluted": true}, "key"'),
  'constructor key': model.replace('"key"', '"constructor": {"prototype": {"polluted": true}}, "key"'),
  'duplicate key': model.replace('"key": "hundred-point"', '"key": "hundred-point", "key": "other"'),
  'number that is none': model.replace('"atLeast": 60', '"atLeast": 1e999'),
  'depth 10,000': deep(10_000),
  'depth 33': deep(33),
  'byte order mark': `\ufeff${model}`,
  'trailing text': `${model}x`,
  comment: `// hi\n${model}`,
  'single quotes': model.replaceAll('"', "'"),
  'half a file': model.slice(0, 500),
  empty: '',
  'bare NaN': model.replace('60', 'NaN'),
  'too big': `${' '.repeat(257 * 1024)}{}`,
};

const kept = async () =>
  (await read<{ pullRequests: { totalCount: number } }>(accord, '{ pullRequests { totalCount } }')).pullRequests
    .totalCount;
const problems: string[] = [];
let refused = 0;

async function refuse(what: string, files: File[]): Promise<void> {
  const { codes, messages } = await open(author, 'Hostile', files);
  const known = codes.every((code) => ['INVALID', 'DEFINITION_INVALID', 'REQUIRED', 'LIMIT_EXCEEDED'].includes(code));
  if (codes.length === 0 || !known) problems.push(`${what}: ${codes.join() || 'accepted'}`);
  else if (!messages.every((message) => message.length > 10)) problems.push(`${what}: no reason`);
  else refused++;
}

for (const path of PATHS) await refuse(JSON.stringify(path), [{ path, content: '{}\n' }]);
for (const [what, content] of Object.entries(TEXTS))
  await refuse(what, [{ path: 'models/hundred-point.json', content }]);
const many = Array.from({ length: 10_000 }, (_, i) => ({ path: `templates/t-${i}.md`, content: '' }));
await refuse('10,000 files', many);
await refuse(
  'twice',
  ['a', 'b'].map((content) => ({ path: 'README.md', content })),
);
await refuse('none', []);
if ((await kept()) !== 0) problems.push('a refused proposal was kept');

const big = await fetch(`${accord.url}/graphql`, {
  method: 'POST',
  headers: { 'content-type': 'application/json', authorization: `Bearer ${who.author}` },
  body: JSON.stringify({ query: '{ viewer { id } }', variables: { x: 'x'.repeat(10 * 1024 * 1024) } }),
}).catch(() => null);
if (big && big.status !== 413) problems.push(`10 MB: HTTP ${big.status}`);

const { number } = await open(author, 'Harmless', [{ path: 'README.md', content: '# Hi\n' }]);
for (const path of PATHS) {
  const input = { number, files: [{ path, content: '{}\n' }] };
  const { codes } = await act(author, 'updatePullRequest', 'UpdatePullRequestInput!', input);
  if (codes.length === 0) problems.push(`update ${JSON.stringify(path)}: accepted`);
}
await accord.remove();
process.stdout.write(
  `${JSON.stringify({ paths: PATHS.length, texts: Object.keys(TEXTS).length, refused, problems }, null, 2)}\n`,
);
process.exitCode = problems.length === 0 ? 0 : 1;
