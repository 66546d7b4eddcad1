import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.js';
import { runCommand } from './run-command.js';

const TOLD = [
  [/(?<![\w.$}])\/(home|root|work|Users|mnt)\/[\w.-]+/, 'names a folder of one machine'],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----/, 'holds a private key'],
  [/\bacc_[0-9A-Za-z]{6,}_[0-9A-Za-z]{20,}/, 'holds a token'],
  [/\b(AKIA[0-9A-Z]{16}|gh[pousr]_[0-9A-Za-z]{36}|xox[abp]-[0-9A-Za-z-]{10,}|glpat-[\w-]{20})/, 'holds a secret'],
  [
    /\b(registry\.(npmjs|yarnpkg)\.\w+|npm\.pkg\.github\.com|artifactory|unpkg\.com|jsdelivr|esm\.sh)\b/,
    'names a registry',
  ],
];
const THIS = 'bin/check/tracked.js';
const LARGEST = 2_000_000;

/** Files under version control hold no secret, no path of one machine and no registry's address. */
export async function tracked(texts) {
  const files = texts ?? (await trackedFiles());
  const problems = [...files].flatMap(([path, text]) =>
    text.length > LARGEST ? [`${path} is larger than ${LARGEST} bytes`] : findings(path, text),
  );
  return { problems, note: `${files.size} files` };
}

function findings(path, text) {
  return text
    .split('\n')
    .flatMap((line, index) =>
      TOLD.filter(([pattern]) => pattern.test(line)).map(([, what]) => `${path}:${index + 1} ${what}`),
    );
}

async function trackedFiles() {
  const { out } = await runCommand('git', ['ls-files', '-z', '--cached']);
  const files = new Map();
  for (const path of out.split('\0').filter((each) => each && each !== THIS)) {
    try {
      files.set(path, readFileSync(join(root, path), 'utf8'));
    } catch {
      // deleted in the work tree
    }
  }
  return files;
}
