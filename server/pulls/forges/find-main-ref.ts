/** The main branch of a repository: `main`, else the one HEAD is at. Throws where there is none. */
export function findMainRef(refs: ReadonlyMap<string, string>): { name: string; oid: string } {
  const main = refs.get('refs/heads/main');
  if (main !== undefined) return { name: 'refs/heads/main', oid: main };
  const head = refs.get('HEAD');
  const name = [...refs.keys()].find((ref) => ref.startsWith('refs/heads/') && refs.get(ref) === head);
  if (head !== undefined && name !== undefined) return { name, oid: head };
  throw new Error('the followed repository has no branch main: push the definitions there first');
}
