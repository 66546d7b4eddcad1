import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

const MAX_FILES = 2_000;

/** The files of a definitions tree on disk, path (with `/`) to text. Throws a sentence where the folder is missing or not text. */
export async function readDefinitionsFolder(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error) => {
    throw new Error(`the definitions folder ${folder} cannot be read: ${(error as Error).message}`);
  });
  const files: Record<string, string> = {};
  for (const entry of entries.filter((each) => each.isFile())) {
    const full = path.join(entry.parentPath, entry.name);
    const inside = path.relative(folder, full).split(path.sep).join('/');
    if (inside.split('/').some((part) => part.startsWith('.'))) continue;
    if (Object.keys(files).length >= MAX_FILES) throw new Error(`${folder} holds more than ${MAX_FILES} files`);
    try {
      files[inside] = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await readFile(full));
    } catch {
      throw new Error(`${inside} is not UTF-8 text; save it as UTF-8`);
    }
  }
  return files;
}
