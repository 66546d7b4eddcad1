import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const built = pathToFileURL(join(process.env.ACCORD_TEST_BUILD, 'server/jobs/serve-thread.js'));
const { serveThread } = await import(built.href);

let asked = 0;

/** Answers what it is asked and the how manyth it was; the first takes longest. */
serveThread('reads', async (what) => {
  const place = asked++;
  for (let turn = place === 0 ? 20 : 0; turn > 0; turn--) await new Promise((resolve) => setImmediate(resolve));
  if (what === 'throw') throw new Error('it was asked to');
  if (what === 'end') process.exit(1);
  return `${what} ${place}`;
});
