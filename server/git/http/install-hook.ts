import { chmod, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Hands a push over pipe 3 to the server that started git, and does what it is told over pipe 4. A server that is gone
 * answers nothing, and nothing is taken. Names and lines are the protocol of `serveBackend`.
 */
const PRE_RECEIVE = `#!/bin/sh
trap '' PIPE
{
  printf 'quarantine %s\\n' "$GIT_QUARANTINE_PATH"
  i=0
  while [ "$i" -lt "\${GIT_PUSH_OPTION_COUNT:-0}" ]; do
    eval "printf 'option %s\\\\n' \\"\\$GIT_PUSH_OPTION_$i\\""
    i=$((i + 1))
  done
  while read -r old new ref; do
    printf 'ref %s %s %s\\n' "$old" "$new" "$ref"
  done
  printf 'done\\n'
} >&3 2>/dev/null
verdict=
IFS= read -r verdict <&4
cat <&4
[ "$verdict" = accepted ] && exit 0
[ "$verdict" = refused ] || echo 'The server went away before it had judged this push: nothing was taken. Push again.'
exit 1
`;

/** Lays the one hook of the mirror into a folder of its own and answers the folder. */
export async function installHook(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const temporary = join(folder, 'pre-receive.new');
  await rm(temporary, { force: true });
  await writeFile(temporary, PRE_RECEIVE);
  await chmod(temporary, 0o755);
  await rename(temporary, join(folder, 'pre-receive'));
  return folder;
}
