/** A finding before it has its line and column; `of: 'key'` points at the name of a member instead of its value. */
export interface Finding {
  level: 'error' | 'warning';
  code: string;
  path: string;
  pointer: string;
  of?: 'key' | 'value';
  message: string;
  hint?: string;
}
