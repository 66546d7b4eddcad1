import type { Files } from '../../../core/definitions/tree.js';
import type { Connection } from '../connection.js';

/** An operation may have ten fields at its root. */
const AT_ONCE = 10;

/** The files of a commit of the server, path to text. */
export async function fetchTree(connection: Connection, commit: string): Promise<Files> {
  const { definitionFiles } = await connection.request<{ definitionFiles: string[] }>(
    'query Paths($commit: CommitId!) { definitionFiles(commit: $commit) }',
    { commit },
  );
  const files: { [path: string]: string } = {};
  for (let at = 0; at < definitionFiles.length; at += AT_ONCE) {
    const paths = definitionFiles.slice(at, at + AT_ONCE);
    const names = paths.map((_, index) => `$p${index}: String!`).join(', ');
    const fields = paths.map((_, index) => `f${index}: definitionFile(path: $p${index}, commit: $commit)`).join(' ');
    const variables = Object.fromEntries(paths.map((path, index) => [`p${index}`, path]));
    const texts = await connection.request<{ [field: string]: string }>(
      `query Texts($commit: CommitId!, ${names}) { ${fields} }`,
      { commit, ...variables },
    );
    for (const [index, path] of paths.entries()) files[path] = texts[`f${index}`] as string;
  }
  return files;
}

/** The newest merged commit. */
export async function fetchMain(connection: Connection): Promise<string> {
  const { definitions } = await connection.request<{ definitions: { main: string } }>('{ definitions { main } }');
  return definitions.main;
}
