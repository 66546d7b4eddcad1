import type { Db } from '../db/database.js';
import { plain } from '../git/signature-line.js';
import type { DecidedMerge } from './decided-merge.js';

/** The message of a merge commit: what the pull request says, then trailers that prove who agreed to what. */
export async function mergeMessage(
  db: Db,
  { pull, merging, signers, emergency, reason }: DecidedMerge,
): Promise<string> {
  const people = await db.query<{ id: string; name: string; email: string }>(
    'select id, display_name as name, email from users where id = any($1)',
    [signers.map((signer) => signer.user)],
  );
  const signatures = signers.flatMap(({ user, team }) => {
    const person = people.find(({ id }) => id === user);
    return person ? [`Signed-off-by: ${plain(person.name)} <${plain(person.email)}> (${team})`] : [];
  });
  const trailers = [
    `Pull-request: ${pull.number}`,
    `Effect: ${merging.effect}`,
    ...(emergency ? [`Emergency: ${plain(reason ?? '')}`] : []),
    ...signatures,
  ];
  return [`${pull.title} (#${pull.number})`, quiet(pull.body), trailers.join('\n')].filter(Boolean).join('\n\n');
}

/** A body whose lines git cannot take for the end of the message or for trailers of ours. */
function quiet(body: string): string {
  return body.replace(/^(---|(?:pull-request|effect|signed-off-by|emergency)\s*:)/gim, ' $1').trim();
}
