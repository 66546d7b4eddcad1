import { FORBIDDEN_URLS } from '../../helpers/forbidden-urls.js';
import type { Door } from '../../helpers/graphql.js';
import { ask } from '../../helpers/graphql.js';
import { startReceiver } from '../../helpers/receiver.js';
import { makeWebhook } from '../../schema/webhooks/webhook-calls.js';

/** Names that lead to the canaries, by what the name server says of them. */
export const LEADING_NAMES = ['loopback', 'mixed', 'six', 'mapped', 'nat64', 'turning'].map(
  (name) => `${name}.example`,
);

/** What the name server of this test answers; `turning` is allowed at first, and then leads to the canary. */
export function leadingAddresses(): (name: string, family: 4 | 6) => string[] {
  let turns = 0;
  return (name, family) => {
    const [kind] = name.split('.');
    if (family === 6) return { six: ['::1'], mapped: ['::ffff:7f00:1'], nat64: ['64:ff9b::7f00:1'] }[kind ?? ''] ?? [];
    if (kind === 'loopback') return ['127.0.0.1'];
    if (kind === 'mixed') return ['127.0.0.2', '127.0.0.1'];
    if (kind !== 'turning') return [];
    turns += 1;
    return turns === 1 ? ['127.0.0.2'] : ['127.0.0.1'];
  };
}

/**
 * W8, against a server that may reach 127.0.0.2 and nothing else here, and asks a name server that answers `leadingAddresses`:
 * addresses as written, names, redirects. No canary on 127.0.0.1 or ::1 sees a connection, every refusal is a sentence.
 */
export async function reachNothing(door: Door) {
  const problems: string[] = [];
  const canary = await startReceiver(() => 200, '127.0.0.1');
  const six = await startReceiver(() => 200, '::1', canary.port).catch(() => null);
  const allowed = await startReceiver(() => 204, '127.0.0.2', canary.port);
  const redirecting = await startReceiver((_received, response) => {
    response.writeHead(307, { location: canary.url }).end();
    return undefined;
  }, '127.0.0.2');

  for (const url of FORBIDDEN_URLS) {
    const target = url.replace('PORT', String(canary.port));
    const { userErrors } = await makeWebhook(door, target, '[LEAD]').catch(() => ({ userErrors: [] }));
    if (!userErrors.some(({ code, message }) => code === 'INVALID' && message.length > 20)) {
      problems.push(`${url} was not refused with a sentence`);
    }
  }
  let sent = 0;
  const names = LEADING_NAMES.map((name) => `http://${name}:${canary.port}/`);
  for (const url of [...names, redirecting.url]) {
    const { webhook } = await makeWebhook(door, url, '[LEAD]');
    for (let attempt = 0; attempt < 3; attempt++) {
      sent += 1;
      const { succeededAt, lastError } = await test(door, webhook.id);
      const first = url.includes('turning') && attempt === 0;
      if (first ? succeededAt === null : succeededAt !== null || (lastError ?? '').length < 20) {
        problems.push(`${url}, attempt ${attempt + 1}: ${succeededAt ? 'succeeded' : lastError}`);
      }
    }
  }
  const reached = canary.connections() + (six?.connections() ?? 0);
  if (reached > 0) problems.push(`canaries saw ${reached} connections`);
  const figures = { urls: FORBIDDEN_URLS.length + names.length + 1, sent, reached, allowed: allowed.connections() };
  for (const receiver of [canary, six, allowed, redirecting]) await receiver?.close();
  return { figures, problems };
}

async function test(door: Door, id: string): Promise<{ succeededAt: string | null; lastError: string | null }> {
  const answer = await ask<{ testWebhook: { delivery: { succeededAt: string | null; lastError: string | null } } }>(
    door,
    'mutation ($id: ID!) { testWebhook(id: $id) { delivery { succeededAt lastError } } }',
    { id },
  );
  if (!answer.data) throw new Error(JSON.stringify(answer));
  return answer.data.testWebhook.delivery;
}
