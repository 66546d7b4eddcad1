import { removeBuilt } from './check/built.js';
import { comments } from './check/comments.js';
import { contract } from './check/contract.js';
import { entities } from './check/entities.js';
import { graphql } from './check/graphql.js';
import { imports } from './check/imports.js';
import { lockfile } from './check/lockfile.js';
import { permissions } from './check/permissions.js';
import { purity } from './check/purity.js';
import { size } from './check/size.js';
import { style } from './check/style.js';
import { tracked } from './check/tracked.js';
import { types } from './check/types.js';
import { unused } from './check/unused.js';

const checks = {
  types,
  style,
  imports,
  unused,
  size,
  purity,
  comments,
  contract,
  graphql,
  entities,
  permissions,
  tracked,
  lockfile,
};
const MOST_SHOWN = 40;

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !Object.hasOwn(checks, name));
if (unknown.length > 0) {
  process.stderr.write(`There is no check ${unknown.join(', ')}. There are: ${Object.keys(checks).join(', ')}\n`);
  process.exit(2);
}

let failed = 0;
try {
  for (const [name, check] of Object.entries(checks)) {
    if (asked.length === 0 || asked.includes(name)) failed += (await run(name, check)) ? 0 : 1;
  }
} finally {
  await removeBuilt();
}
process.exit(failed > 0 ? 1 : 0);

async function run(name, check) {
  const began = performance.now();
  const { problems, note = '' } = await Promise.resolve()
    .then(() => check())
    .catch((error) => ({ problems: [error.stack] }));
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const verdict = problems.length === 0 ? 'ok' : 'failed';
  process.stdout.write(`${name.padEnd(12)} ${verdict.padEnd(6)} ${seconds.padStart(5)} s  ${note}\n`);
  for (const problem of problems.slice(0, MOST_SHOWN)) process.stdout.write(`  ${problem}\n`);
  if (problems.length > MOST_SHOWN) process.stdout.write(`  and ${problems.length - MOST_SHOWN} more\n`);
  return problems.length === 0;
}
