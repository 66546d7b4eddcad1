import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../../helpers/eventually.js';
import { startReceiver } from '../../helpers/receiver.js';
import { spawnAccord } from '../../helpers/spawn-accord.js';
import type { TestServer } from '../../helpers/start-server.js';
import { startServer } from '../../helpers/start-server.js';
import { upsert } from '../../schema/webhooks/webhook-calls.js';

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ env: { ACCORD_WEBHOOK_ALLOW_CIDRS: '127.0.0.0/8' } });
});
afterAll(async () => {
  await server?.stop();
});

const spawn = (...args: string[]) =>
  spawnAccord(['webhooks', ...args], { ACCORD_URL: server.url, ACCORD_TOKEN: server.token });

async function run(...args: string[]) {
  const spawned = spawn(...args);
  const code = await spawned.ended;
  return { code, stdout: spawned.stdout(), stderr: spawned.stderr() };
}

describe('accord webhooks', () => {
  it('makes, lists, tests and replays one', async () => {
    const receiver = await startReceiver();
    const made = await run('create', receiver.url, '--kinds', 'lead', '--key', 'mine', '--json');
    expect(made.code).toBe(0);
    const { secret, webhook } = JSON.parse(made.stdout) as { secret: string; webhook: { id: string; cursor: string } };
    expect(secret).toMatch(/^whsec_/);
    expect(await run('test', webhook.id)).toMatchObject({ code: 0, stdout: expect.stringContaining('taken with 204') });
    receiver.answerWith(() => 500);
    expect(await run('test', webhook.id)).toMatchObject({ code: 1, stderr: expect.stringContaining('answered 500') });
    expect((await run('list')).stdout).toContain(receiver.url);
    expect((await run('replay', webhook.id, '--after', 'start')).code).toBe(0);
    expect(await run('replay', webhook.id, '--after', 'nonsense')).toMatchObject({ code: 1 });
    expect(await run('create', 'http://10.0.0.1/', '--kinds', 'LEAD')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('10.0.0.1'),
    });
    await receiver.close();
  });

  it('listens here: verifies, prints, forwards, and leaves nothing behind', async () => {
    const app = await startReceiver();
    const listening = spawn('listen', '--kinds', 'LEAD', '--count', '1', '--json', '--forward', app.url);
    await eventually(() => listening.stderr().includes('Listening at'));
    const lead = await upsert(server, 'listen@w.example');
    expect(await listening.ended).toBe(0);
    expect(JSON.parse(listening.stdout())).toMatchObject({ type: 'accord.lead.change', subject: lead });
    expect(app.received).toHaveLength(1);
    expect(app.received[0]?.headers['webhook-signature']).toMatch(/^v1,/);
    expect((await run('list')).stdout).not.toContain('accord.lead');
    await app.close();
  });

  it('refuses what was not signed with its secret', async () => {
    const listening = spawn('listen', '--secret', 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw');
    const url = await eventually(() => /http:\S+/.exec(listening.stderr())?.[0].replace(/;$/, ''));
    expect((await fetch(url, { method: 'POST', body: '{}' })).status).toBe(401);
    listening.child.kill('SIGINT');
    expect(await listening.ended).toBe(0);
    expect(await run('listen', '--secret', 'whsec_')).toMatchObject({ code: 2 });
  });
});
