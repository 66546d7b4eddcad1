import { PLACEHOLDER } from './placeholder.js';

/** The placeholders a template asks for, each once, in order. */
export function listPlaceholders(template: string): string[] {
  return [...new Set([...template.matchAll(PLACEHOLDER)].map((match) => match[1] as string))];
}
