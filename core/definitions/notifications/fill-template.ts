import { PLACEHOLDER } from './placeholder.js';

const LONGEST = 500;
const ABSENT = '–';

/** Values by placeholder, such as `lead.name`; absent, null and empty ones show as a dash. */
export type TemplateValues = { readonly [placeholder: string]: string | null | undefined };

/** Puts values into `{{placeholders}}`. A value is one line of at most 500 characters: it forges neither lines nor bold type. */
export function fillTemplate(template: string, values: TemplateValues): string {
  return template.replace(PLACEHOLDER, (_, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : null;
    const line = (value ?? '')
      .replaceAll('**', '')
      .replace(/[\s\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
      .trim();
    const shown = [...line].slice(0, LONGEST).join('');
    return shown === '' ? ABSENT : shown;
  });
}
