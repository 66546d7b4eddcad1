import { parseFile } from '../parse.js';
import { schemaProblems } from '../schema-problems.js';
import type { Files } from '../tree.js';
import { type SignOffRule, UNNAMED } from './sign-off-rule.js';

const PATH = 'sign-offs.json';

/** The rules of a tree's sign-offs.json; one that is absent or broken asks for marketing and sales, whatever changes. */
export function readSignOffRules(files: Files): SignOffRule[] {
  const text = Object.hasOwn(files, PATH) ? files[PATH] : undefined;
  const value = text === undefined ? undefined : parseFile(PATH, text).value;
  if (value === undefined || schemaProblems(PATH, 'sign-offs.schema.json', value).length > 0) return [UNNAMED];
  return (value as unknown as { rules: SignOffRule[] }).rules;
}
