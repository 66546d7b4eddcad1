import type { Config } from '../config.js';
import type { Connection } from '../db/connect.js';
import { openMail } from '../outlets/notifications/open-mail.js';
import { startNotifier } from '../outlets/notifications/start-notifier.js';
import type { Releases } from '../releases/open-releases.js';
import type { Started } from '../stop-in-reverse.js';

/** Starts telling people of what happens: by mail where SMTP_URL is set. Links lead to ACCORD_PUBLIC_URL, else to `url`. */
export async function startMessages(
  config: Pick<Config, 'smtpUrl' | 'mailFrom' | 'publicUrl' | 'webhookRetryMs'>,
  parts: { connection: Connection; releases: Releases; url: string; onError: (error: unknown) => void },
  started: Started,
): Promise<void> {
  const { connection, releases, url, onError } = parts;
  const notifier = startNotifier({
    pool: connection.pool,
    releases,
    doors: {
      mail: config.smtpUrl ? openMail(config.smtpUrl, config.mailFrom) : null,
      slack: async (key) => ({ state: 'SKIPPED', error: `no Slack endpoint has the key ${key}` }),
    },
    publicUrl: config.publicUrl ?? url,
    retryMs: config.webhookRetryMs,
    onError,
  });
  await started.add('notifier', notifier, (held) => held.stop());
}
