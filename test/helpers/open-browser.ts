import chromium from '@sparticuz/chromium';
import type { Browser } from 'playwright-core';
import { chromium as playwright } from 'playwright-core';

/** Switches of the package that would let a page do what it may not do in a real browser. */
const LAX = /^--(disable-web-security|allow-running-insecure-content)$/;

/** A headless Chromium from the npm package, as strict as a real one. Close it in `afterAll`. */
export async function openBrowser(): Promise<Browser> {
  const args = chromium.args.filter((arg) => !LAX.test(arg));
  return playwright.launch({ executablePath: await chromium.executablePath(), args, headless: true });
}
