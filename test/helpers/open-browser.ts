import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import chromium from '@sparticuz/chromium';
import type { Browser } from 'playwright-core';
import { chromium as playwright } from 'playwright-core';

/** Switches of the package that would let a page do what it may not do in a real browser. */
const LAX = /^--(disable-web-security|allow-running-insecure-content)$/;

/**
 * A headless Chromium from the npm package, as strict as a real one. Close it in `afterAll`. On a machine that lacks a
 * library it needs, it runs on those that the package brings for Amazon's.
 */
export async function openBrowser(): Promise<Browser> {
  const args = chromium.args.filter((arg) => !LAX.test(arg));
  try {
    return await playwright.launch({ executablePath: await chromium.executablePath(), args, headless: true });
  } catch (error) {
    if (!/shared librar/.test(String(error))) throw error;
    const { executablePath, env } = await unpackWithLibraries();
    return playwright.launch({ executablePath, env, args, headless: true });
  }
}

/** The package unpacks its libraries only where it believes to be on Amazon, beside the browser in the temporary folder. */
async function unpackWithLibraries(): Promise<{ executablePath: string; env: Record<string, string> }> {
  const folder = join(tmpdir(), 'accord-chromium');
  mkdirSync(folder, { recursive: true });
  const before = { ...process.env };
  Object.assign(process.env, { TMPDIR: folder, AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x' });
  try {
    const executablePath = await chromium.executablePath();
    const set = Object.entries(before).filter((entry): entry is [string, string] => entry[1] !== undefined);
    const env = { ...Object.fromEntries(set), LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') };
    return { executablePath, env };
  } finally {
    for (const name of ['TMPDIR', 'AWS_LAMBDA_JS_RUNTIME']) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
  }
}
