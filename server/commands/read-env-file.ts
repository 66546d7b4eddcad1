import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { loadEnvFile } from 'node:process';

/** Reads `.env` of the working folder, when there is one, into what the environment does not say itself. */
export function readEnvFile(): void {
  if (existsSync(resolve('.env'))) loadEnvFile(resolve('.env'));
}
