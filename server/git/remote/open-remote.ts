import { fileURLToPath } from 'node:url';
import { openFolderRemote } from './open-folder-remote.js';
import { openHttpRemote } from './open-http-remote.js';
import type { Remote } from './remote.js';

/** Opens a repository by its URL: `https:`, `http:` or `file:`; nothing is asked of it yet. */
export function openRemote({ url, authorization }: { url: string; authorization: string | null }): Remote {
  return url.startsWith('file:') ? openFolderRemote(fileURLToPath(url)) : openHttpRemote(url, authorization);
}
