import type { SignOffRule, TeamCounts } from '../sign-offs/sign-off-rule.js';
import { listWords } from './list-words.js';

/** Who must sign what, in words: 'models/**, slas.json: 1 of marketing and 1 of sales'. */
export function describeSignOffRule(rule: SignOffRule): string {
  const levels = Object.entries(rule.levels ?? {}).map(
    ([level, counts]) => `${level === 'SAFE' ? 'if SAFE' : `if ${level} also`} ${describeCounts(counts)}`,
  );
  return [`${rule.paths.join(', ')}: ${describeCounts(rule)}`, ...levels].join('; ');
}

function describeCounts({ teams, anyOf }: TeamCounts): string {
  const asked = Object.entries(teams ?? {}).filter(([, count]) => count > 0);
  const words = asked.map(([team, count]) => `${count} of ${team}`);
  if (anyOf) words.push(`one of ${listWords(anyOf, 'or')}`);
  return words.length > 0 ? listWords(words) : 'nobody';
}
