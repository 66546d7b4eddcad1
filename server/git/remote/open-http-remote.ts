import fs from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import git from 'isomorphic-git';
import { gitOverFetch as http } from './git-over-fetch.js';
import { readFetched } from './read-fetched.js';
import { readPack } from './read-pack.js';
import type { Remote } from './remote.js';

/** Servers may say no to more; the newest are named first. */
const MOST_HAVES = 256;

/** A repository over smart HTTP. Nothing of it is kept but in a folder that `close` takes away. */
export function openHttpRemote(url: string, authorization: string | null): Remote {
  const headers: Record<string, string> = authorization === null ? {} : { authorization };
  return {
    async listRefs() {
      const refs = await git.listServerRefs({ http, url, headers, protocolVersion: 1 });
      return new Map(refs.map(({ ref, oid }) => [ref, oid]));
    },
    async fetch(wants, haves) {
      const lines = [
        ...wants.map((oid, at) => packet(`want ${oid}${at === 0 ? ' ofs-delta agent=accord' : ''}\n`)),
        '0000',
        ...haves.slice(0, MOST_HAVES).map((oid) => packet(`have ${oid}\n`)),
        packet('done\n'),
      ];
      const answer = await http.request({
        url: `${url}/git-upload-pack`,
        method: 'POST',
        headers: {
          ...headers,
          'content-type': 'application/x-git-upload-pack-request',
          accept: 'application/x-git-upload-pack-result',
        },
        body: only(Buffer.from(lines.join(''))),
      });
      if (answer.statusCode !== 200) throw new Error(`the repository answers ${answer.statusCode} to a fetch`);
      return openPack(await readPack(answer.body ?? none()));
    },
  };
}

async function* only(bytes: Uint8Array): AsyncIterableIterator<Uint8Array> {
  yield bytes;
}

async function* none(): AsyncIterableIterator<Uint8Array> {}

function packet(line: string): string {
  return `${(line.length + 4).toString(16).padStart(4, '0')}${line}`;
}

async function openPack(pack: Buffer) {
  const gitdir = await mkdtemp(join(tmpdir(), 'accord-fetch-'));
  const close = () => rm(gitdir, { recursive: true, force: true });
  try {
    const filepath = 'objects/pack/pack-fetched.pack';
    await mkdir(join(gitdir, 'objects/pack'), { recursive: true });
    await writeFile(join(gitdir, filepath), pack);
    await git.indexPack({ fs, dir: gitdir, gitdir, filepath });
    return { read: readFetched({ fs, gitdir }), close };
  } catch (error) {
    await close();
    throw error;
  }
}
