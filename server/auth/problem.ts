/** An expected problem with an input about people or tokens, as data; `field` is the path inside the input. */
export interface Problem {
  code: 'REQUIRED' | 'INVALID' | 'NOT_FOUND' | 'ALREADY_EXISTS';
  field: string[];
  message: string;
  hint: string | null;
}

/** Makes a problem. */
export function problem(code: Problem['code'], field: string, message: string, hint?: string): Problem {
  return { code, field: [field], message, hint: hint ?? null };
}
