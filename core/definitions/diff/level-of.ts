import type { ChangeLevel } from './definition-change.js';

const ORDER: readonly ChangeLevel[] = ['SAFE', 'DANGEROUS', 'BREAKING'];

/** The highest level of some changes; SAFE of none. */
export function levelOf(changes: readonly { level: ChangeLevel }[]): ChangeLevel {
  return ORDER[Math.max(0, ...changes.map(({ level }) => ORDER.indexOf(level)))] ?? 'SAFE';
}
