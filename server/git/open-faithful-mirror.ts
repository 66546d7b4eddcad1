import { rm } from 'node:fs/promises';
import type { Db } from '../db/database.js';
import { openMirror } from './open-mirror.js';
import type { MirrorReport } from './rebuild-mirror.js';
import { rebuildMirror } from './rebuild-mirror.js';
import type { Repository } from './repository.js';

/** Opens the mirror and makes it say what the database says; lays it anew when it cannot be read at all. */
export async function openFaithfulMirror(gitdir: string, db: Db): Promise<{ repo: Repository; report: MirrorReport }> {
  try {
    const repo = await openMirror(gitdir);
    return { repo, report: await rebuildMirror(repo, db) };
  } catch {
    await rm(gitdir, { recursive: true, force: true });
    const repo = await openMirror(gitdir);
    return { repo, report: await rebuildMirror(repo, db) };
  }
}
