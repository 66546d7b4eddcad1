import { describe, expect, it } from '@jest/globals';
import { purity } from '../../bin/check/purity.js';
import { plant } from './plant.js';

async function problemsOf(text: string): Promise<string[]> {
  const { problems } = await plant({ 'core/scoring/planted.ts': text }, (folder) => purity(folder));
  return problems;
}

describe('purity of the core', () => {
  it.each([
    ['the clock', 'export const f = () => Date.now();'],
    ['the clock, by an index', "export const f = () => Date['now']();"],
    ['the clock, by a new date', 'export const f = () => new Date();'],
    ['the clock, by calling Date', 'export const f = () => Date();'],
    ['the clock, taken out', 'const { now } = Date;\nexport const f = now;'],
    ['the clock of luxon', "import { DateTime } from 'luxon';\nexport const f = () => DateTime.now();"],
    ['randomness', 'export const f = () => Math.random();'],
    ['randomness, taken out', 'const m = Math;\nexport const f = () => m.random();'],
    ['the process', 'export const f = () => process.env.SEED;'],
    ['the process, by the global object', 'export const f = () => globalThis.process;'],
    ['a timer', 'export const f = () => setTimeout(() => undefined, 1);'],
    ['the console', "export const f = () => console.log('x');"],
    ['the network', "export const f = () => fetch('x');"],
    ['a module of Node', "import { readFileSync } from 'node:fs';\nexport const f = readFileSync;"],
    ['a module of Node, by its bare name', "import { readFileSync } from 'fs';\nexport const f = readFileSync;"],
    ['a module at run time', "export const f = () => import('./other.js');"],
    ['a use behind a type', 'export const f = () => (process as unknown as { x: 1 }).x;'],
  ])('refuses %s', async (_what, text) => {
    expect(await problemsOf(text)).not.toEqual([]);
  });

  it('says where and what', async () => {
    expect(await problemsOf('\n\nexport const f = () => Date.now();')).toEqual([
      'core/scoring/planted.ts:3 uses Date.now',
    ]);
  });

  it.each([
    ['a date made from a number', 'export const f = (at: number) => new Date(at);'],
    ['arithmetic', 'export const f = (x: number) => Math.round(Date.UTC(x, 1));'],
    ['a parameter that is called like a thing', 'export const f = (process: number) => process + 1;'],
    ['a property that is called like a thing', 'export const f = (x: { process: 1 }) => ({ console: x.process });'],
    ['the same words in a text', "export const f = () => 'Date.now() and Math.random()';"],
    ['the same words in a type', 'export type F = typeof globalThis;'],
    ['code made from a checked model', "export const f = new Function('x', 'return x');"],
  ])('passes %s', async (_what, text) => {
    expect(await problemsOf(text)).toEqual([]);
  });
});
