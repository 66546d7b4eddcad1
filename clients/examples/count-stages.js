// Counts how often leads entered each stage, in an SQLite file that also holds the cursor: both are written in one
// transaction, so that each event counts once, whenever this program is killed and however often the server is restarted.
//
//   ACCORD_URL=http://127.0.0.1:4000 ACCORD_TOKEN=… node clients/examples/count-stages.js stages.db
import { DatabaseSync } from 'node:sqlite';
import { AccordError, createClient } from '@accord/sdk';

const db = new DatabaseSync(process.argv[2] ?? 'stages.db');
db.exec(`
  pragma busy_timeout = 5000;
  create table if not exists entered (stage text primary key, times integer not null);
  create table if not exists place (id integer primary key check (id = 1), cursor text not null)`);
const count = db.prepare(
  'insert into entered values (?, 1) on conflict (stage) do update set times = times + 1 returning times',
);
const keep = db.prepare('insert into place values (1, ?) on conflict (id) do update set cursor = excluded.cursor');

const client = createClient({
  url: process.env.ACCORD_URL ?? 'http://127.0.0.1:4000',
  token: process.env.ACCORD_TOKEN ?? null,
});
const after = db.prepare('select cursor from place').get()?.cursor ?? 'start';
const filter = { kinds: ['STAGE_TRANSITION'] };

try {
  for await (const event of client.events.stream({
    after,
    filter,
    fields: 'lead { id } ... on StageTransition { to { key } }',
  })) {
    db.exec('begin immediate');
    const { times } = count.get(event.to.key);
    keep.run(event.cursor);
    db.exec('commit');
    console.log(`${event.lead?.id} entered ${event.to.key} (${times})`);
  }
} catch (error) {
  if (!(error instanceof AccordError)) throw error;
  // CURSOR_EXPIRED and CURSOR_EPOCH: what was missed cannot be told any more. Remove the file to count anew.
  console.error(`${error.code}: ${error.message}`);
  process.exitCode = 1;
}
