/** One step of a JSON pointer, escaped: `/a~1b` for the member `a/b`. */
export function pointerStep(member: string | number): string {
  return `/${String(member).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** The members a JSON pointer walks through, unescaped. */
export function pointerMembers(pointer: string): string[] {
  if (pointer === '') return [];
  return pointer
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}
