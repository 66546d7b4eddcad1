import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const load = (path) => import(pathToFileURL(join(process.env.ACCORD_TEST_BUILD, path)).href);
const { openThread } = await load('server/jobs/open-thread.js');
const { openRunners } = await load('server/pulls/impact/open-runners.js');
const { openSnapshot } = await load('server/db/open-snapshot.js');
const { readDefinitionsFolder } = await load('server/releases/read-definitions-folder.js');

const echo = new URL('./echo-thread.js', import.meta.url);
const outcome = (asked) => asked.catch((error) => error.message);
const told = {};
// threads keep no process alive
const alive = setInterval(() => undefined, 60_000);

const thread = openThread(echo, {}, 50);
told.order = await Promise.all(['a', 'throw', 'b'].map((what) => outcome(thread.ask(what))));
told.ended = [thread.hasEnded()];
told.end = await Promise.all(['end', 'c'].map((what) => outcome(thread.ask(what))));
told.ended.push(thread.hasEnded());

const url = process.env.ASKED_DATABASE;
const snapshot = await openSnapshot(url);
const files = await readDefinitionsFolder(process.env.SCORING_MODELS_DIR);
const window = { from: 0, to: 1 };
const question = { base: files, head: files, window, comparableSince: null, snapshot: snapshot.name };
const runners = openRunners(url, 1);
const [prepared, asked] = [runners.prepare(question), runners.open(question)];
const tallies = await Promise.all([asked, prepared].map((runner) => runner.run({ after: '', through: '~' })));
told.errors = tallies.map(({ errors }) => errors);
await Promise.all([asked.close(), prepared.close()]);
await resting(1);
const again = runners.open(question);
await again.run({ after: '', through: '~' });
told.resting = [runners.resting()];
await again.close();
await resting(0);
told.resting.push(runners.resting());
await snapshot.close();

clearInterval(alive);
process.stdout.write(JSON.stringify(told));

async function resting(count) {
  while (runners.resting() !== count) await new Promise((resolve) => setImmediate(resolve));
}
