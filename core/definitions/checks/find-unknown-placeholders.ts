import type { Finding } from '../finding.js';
import { listPlaceholders } from '../notifications/list-placeholders.js';
import { PLACEHOLDERS } from '../notifications/placeholder.js';
import { suggestWord } from '../suggest-word.js';
import type { CheckedTree } from './check.js';

/** Warnings: templates that ask for what no message has; it would show as a dash. */
export function findUnknownPlaceholders({ tree, files }: CheckedTree): Finding[] {
  const { notifications } = tree.notifications as unknown as { notifications: { template: string }[] };
  return notifications.flatMap(({ template }, index) =>
    listPlaceholders(files[template] ?? '')
      .filter((name) => !PLACEHOLDERS.includes(name))
      .map((name): Finding => {
        const near = suggestWord(name, PLACEHOLDERS);
        return {
          level: 'warning',
          code: 'unknown-placeholder',
          path: 'notifications.json',
          pointer: `/notifications/${index}/template`,
          message: `'${template}' asks for {{${name}}}, which no message has.${near ? ` Did you mean {{${near}}}?` : ''}`,
          hint: `Known: ${PLACEHOLDERS.join(', ')}.`,
        };
      }),
  );
}
