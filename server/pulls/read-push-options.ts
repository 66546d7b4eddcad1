/** The words of a pull request out of push options (`-o title=…`, `-o body=…`), or a sentence about one that is unknown. */
export function readPushOptions(options: readonly string[]): { title?: string; body?: string } | string {
  const words: { title?: string; body?: string } = {};
  for (const option of options) {
    const [, name, value = ''] = /^(title|body)=(.*)$/s.exec(option) ?? [];
    if (name === 'title' || name === 'body') words[name] = value;
    else return `There is no push option '${option.slice(0, 100)}': use -o title="…" and -o body="…".`;
  }
  return words;
}
