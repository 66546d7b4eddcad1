import { dressMessage } from '../../../core/definitions/notifications/dress-message.js';
import { fillTemplate } from '../../../core/definitions/notifications/fill-template.js';
import type { Db } from '../../db/database.js';
import { readClock } from '../../db/read-clock.js';
import type { Releases } from '../../releases/open-releases.js';
import type { MessageRow } from './message-row.js';
import type { MailDoor } from './open-mail.js';
import { readValues } from './read-values.js';
import type { Sending } from './sending.js';

/** What carries messages. */
export interface Doors {
  /** Null: no SMTP_URL is set. */
  mail: MailDoor | null;
  /** Gives a text to the Slack endpoint of a key. */
  slack: (key: string, text: string) => Promise<Sending>;
}

/** What sending needs beside the database. */
export interface SendContext {
  releases: Pick<Releases, 'live'>;
  doors: Doors;
  publicUrl: string;
}

/** The words of what a policy announces and the tree has no template for. */
const OWN_WORDS = `{{policy.label}}: still open for **{{lead.name}}**, due since {{clock.dueAt}}.

Owed by {{policy.owedBy}}, owner {{lead.owner}}. {{lead.url}}`;

/** Makes a claimed message as things stand now and gives it to its medium. */
export async function sendMessage(db: Db, context: SendContext, message: MessageRow): Promise<Sending> {
  const { doors, publicUrl, releases } = context;
  const release = releases.live();
  const address = await findAddress(db, message.recipient);
  if (!address) return { state: 'SKIPPED', error: 'the person has left' };
  if (address.mail !== undefined && !doors.mail) return { state: 'SKIPPED', error: 'no SMTP_URL is set' };
  const timeZone = address.timeZone ?? release.compiled.context.timeZone ?? 'UTC';
  const at = await readClock(db);
  const values = await readValues(db, { release, publicUrl, timeZone, at }, message);
  if (!values) return { state: 'SKIPPED', error: 'the lead was erased or merged into another' };
  const template = message.template === null ? undefined : release.files[message.template];
  const { slack, text, html } = dressMessage(fillTemplate(template ?? OWN_WORDS, values));
  if (address.mail === undefined) return doors.slack(address.slack, slack);
  const subject = fillTemplate(`${message.label}: {{lead.name}}`, values);
  return (doors.mail as MailDoor).send({ id: message.id, to: address.mail, subject, text, html });
}

type Address = { timeZone: string | null } & (
  | { mail: string; slack?: undefined }
  | { mail?: undefined; slack: string }
);

async function findAddress(db: Db, recipient: string): Promise<Address | null> {
  const [, medium, name] = /^(slack|email):(.+)$/s.exec(recipient) ?? [];
  if (medium === 'slack') return { slack: name as string, timeZone: null };
  if (medium === 'email') return { mail: name as string, timeZone: null };
  const [user] = await db.query<{ mail: string; timeZone: string | null }>(
    'select email as mail, time_zone as "timeZone" from users where id = $1 and active',
    [recipient],
  );
  return user ?? null;
}
