import type { Config } from '../config.js';
import type { Connection } from '../db/connect.js';
import { openMail } from '../outlets/notifications/open-mail.js';
import { sendToSlack } from '../outlets/notifications/send-to-slack.js';
import { startNotifier } from '../outlets/notifications/start-notifier.js';
import type { Outlets } from '../outlets/outlets.js';
import type { Releases } from '../releases/open-releases.js';
import type { Started } from '../stop-in-reverse.js';

/** Starts telling people of what happens: by mail where SMTP_URL is set. Links lead to ACCORD_PUBLIC_URL, else to `url`. */
export async function startMessages(
  config: Pick<Config, 'smtpUrl' | 'mailFrom' | 'publicUrl' | 'webhookRetryMs'>,
  parts: {
    connection: Connection;
    releases: Releases;
    outlets: Outlets;
    pepper: string;
    url: string;
    onError: (error: unknown) => void;
  },
  started: Started,
): Promise<void> {
  const { connection, releases, outlets, pepper, url, onError } = parts;
  const notifier = startNotifier({
    pool: connection.pool,
    releases,
    doors: {
      mail: config.smtpUrl ? openMail(config.smtpUrl, config.mailFrom) : null,
      slack: (key, text) => sendToSlack({ db: connection.db, ...outlets, pepper }, key, text),
    },
    publicUrl: config.publicUrl ?? url,
    retryMs: config.webhookRetryMs,
    onError,
  });
  await started.add('notifier', notifier, (held) => held.stop());
}
