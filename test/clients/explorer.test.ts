import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { eventually } from '../helpers/eventually.js';
import type { Door } from '../helpers/graphql.js';
import { ask } from '../helpers/graphql.js';
import { openBrowser } from '../helpers/open-browser.js';
import type { TestServer } from '../helpers/start-server.js';
import { startServer } from '../helpers/start-server.js';

const BUILD = join(import.meta.dirname, '../../clients/explorer/build.js');
const RECORD = `mutation ($activities: [ActivityInput!]!) {
  recordActivities(input: { activities: $activities }) { accepted userErrors { message } }
}`;

async function recordOne(door: Door): Promise<void> {
  const at = new Date().toISOString();
  const activity = {
    lead: { email: `${at.replaceAll(':', '')}@example.com` },
    type: 'page.viewed',
    messageId: at,
    occurredAt: at,
  };
  expect(await ask(door, RECORD, { activities: [activity] })).toMatchObject({
    data: { recordActivities: { accepted: 1, userErrors: [] } },
  });
}

describe('the explorer', () => {
  let server: TestServer;
  let browser: Browser;
  let page: Page;
  const remote: string[] = [];
  const complaints: string[] = [];

  beforeAll(async () => {
    execFileSync(process.execPath, [BUILD]);
    [server, browser] = await Promise.all([startServer(), openBrowser()]);
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(120_000);
    page.on('request', (request) => {
      if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(server.url)) remote.push(request.url());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (/Content Security Policy/.test(message.text())) complaints.push(message.text());
    });
    await page.goto(`${server.url}/explorer`);
    await page.getByLabel('Token').fill(server.token);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('button', { name: /Execute query/ }).waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  it('asks the example query and shows the answer', async () => {
    await page.getByRole('button', { name: /Execute query/ }).click();
    await page.getByText('"totalCount"').last().waitFor();
    expect(await page.locator('.result-window').textContent()).not.toContain('errors');
  });

  it('shows events as they happen, with the token, over the socket', async () => {
    await page.getByRole('tab', { name: /Events/ }).click();
    await page.getByRole('button', { name: /Execute query/ }).click();
    const cursor = page.locator('.result-window').getByText('"cursor"').first();
    await eventually(async () => {
      await recordOne(server);
      return cursor.isVisible();
    });
    await page.getByRole('button', { name: /Stop query/ }).click();
  });

  it('needs no other host and breaks no policy', () => {
    expect(remote).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('forgets the token when asked', async () => {
    await page.getByRole('button', { name: 'Sign out' }).click();
    expect(await page.getByLabel('Token').isVisible()).toBe(true);
    expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }))).not.toContain(
      server.token,
    );
  });

  it('says in words that a token is not accepted', async () => {
    await page.getByLabel('Token').fill('acc_nobody');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('button', { name: /Execute query/ }).click();
    await page.locator('.result-window').getByText('does not accept this token').first().waitFor();
  });
});
