import { createReadStream } from 'node:fs';

/**
 * The lines of a file as they come, without their line feeds; what follows the last one is a line where it is not empty.
 * JSON may hold every other sign that some count as the end of a line, such as U+2028.
 */
export async function* readLines(file: string): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of createReadStream(file, 'utf8') as AsyncIterable<string>) {
    let from = 0;
    for (let end = chunk.indexOf('\n'); end >= 0; end = chunk.indexOf('\n', from)) {
      yield rest + chunk.slice(from, end);
      rest = '';
      from = end + 1;
    }
    rest += chunk.slice(from);
  }
  if (rest !== '') yield rest;
}
