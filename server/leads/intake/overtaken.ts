/** An error after which `transaction` runs the same work again: somebody else was first. */
export function overtaken(what: string): Error {
  return Object.assign(new Error(`overtaken: ${what}`), { code: '40001' });
}
