import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folder this installation lies in: the one above `dist`. */
export const HOME = join(import.meta.dirname, '../../..');

/** The version of this installation. */
export const VERSION: string = (JSON.parse(readFileSync(join(HOME, 'package.json'), 'utf8')) as { version: string })
  .version;
