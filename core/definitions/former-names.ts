/** What something with this key was called before, by lifecycle.json's `renamed`; a name that is in use again is none of them. */
export function formerNames(
  present: readonly { key: string }[],
  renamed: Readonly<Record<string, string>> | undefined,
  key: string,
): string[] {
  const used = new Set(present.map((one) => one.key));
  return Object.entries(renamed ?? {}).flatMap(([from, to]) => (to === key && !used.has(from) ? [from] : []));
}
