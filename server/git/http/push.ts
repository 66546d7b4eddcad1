/** A push as git's hook hands it over: what it brings lies in `quarantine` (empty: it brings nothing), taken by nobody yet. */
export interface Push {
  quarantine: string;
  options: string[];
  refs: { old: string; new: string; name: string }[];
}

/** What a push is told, line by line in the terminal, and whether it is taken. */
export interface Verdict {
  accepted: boolean;
  lines: string[];
}

/** Judges a push; when it throws nothing is taken. */
export type Judge = (push: Push) => Promise<Verdict>;

/** Reads what the hook wrote. Throws on anything else. */
export function parsePush(text: string): Push {
  const push: Push = { quarantine: '', options: [], refs: [] };
  const lines = text.split('\n');
  if (lines.pop() !== '' || lines.pop() !== 'done') throw new Error('the hook was cut off');
  for (const line of lines) {
    const [word, ...rest] = line.split(' ');
    const value = rest.join(' ');
    if (word === 'quarantine') push.quarantine = value;
    else if (word === 'option') push.options.push(value);
    else if (word === 'ref') {
      const [, before, after, name] = /^([0-9a-f]{40}) ([0-9a-f]{40}) (.+)$/.exec(value) ?? [];
      if (!before || !after || !name) throw new Error('the hook spoke of no ref');
      push.refs.push({ old: before, new: after, name });
    } else throw new Error('the hook said something unknown');
  }
  return push;
}
