import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import type { FastifyInstance } from 'fastify';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
};

/** Pages run only what they bring themselves; editors start workers from blobs and style elements in place. */
const POLICY = [
  "default-src 'self'",
  "script-src 'self' blob:",
  "worker-src 'self' blob:",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self' ws: wss:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** Serves the files a folder holds now under a path, `index.html` as the path itself; false, and nothing served, when it has no page. */
export async function serveFolder(app: FastifyInstance, prefix: string, folder: string): Promise<boolean> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const page = join(folder, 'index.html');
  if (!files.includes(page)) return false;
  const base = prefix === '/' ? '' : prefix;
  for (const file of files) {
    const { size, mtimeMs } = await stat(file);
    const tag = `"${size.toString(36)}-${Math.round(mtimeMs).toString(36)}"`;
    const path = `${base}/${relative(folder, file).split(sep).join('/')}`;
    const paths = file === page ? [path, prefix, ...(base ? [`${base}/`] : [])] : [path];
    for (const url of paths) {
      app.get(url, (request, reply) => {
        reply.header('content-security-policy', POLICY).header('cache-control', 'no-cache').header('etag', tag);
        if (request.headers['if-none-match'] === tag) return reply.code(304).send();
        reply.header('content-length', size).type(TYPES[extname(file)] ?? 'application/octet-stream');
        return reply.send(createReadStream(file));
      });
    }
  }
  return true;
}
