import { describeSuggestion, type MadeSuggestion, sayAuc } from './describe-suggestion.js';

/** The text of the pull request that proposes it: the same whatever terminal it is asked from. */
export function pullBody(made: MadeSuggestion): string {
  return `${sayAuc(made)}\n\n\`\`\`\n${describeSuggestion(made, Infinity)}\n\`\`\``;
}
