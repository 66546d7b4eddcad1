interface StringProblem {
  code: string;
  offset: number;
  message: string;
  hint: string;
  /** Whether the document cannot be read further. */
  fatal: boolean;
}

const ESCAPES: { readonly [sign: string]: string } = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

const LONE_SURROGATE = /\p{Surrogate}/u;

/** Reads the JSON string whose opening quote stands at `start`; refuses control signs, NUL and lone surrogates. */
export function readJsonString(text: string, start: number): { value: string; end: number; problem?: StringProblem } {
  let value = '';
  let from = start + 1;
  for (let i = from; ; i++) {
    if (i >= text.length) return stop(start, 'A text has no closing quote.', 'Add the closing double quote.');
    const unit = text.charCodeAt(i);
    if (unit < 0x20) {
      const hint = 'Write a line break as \\n and a tab as \\t; check that the text has its closing quote.';
      return stop(i, 'A text holds a line break or another control sign.', hint);
    }
    if (unit === 0x22) return finish(value + text.slice(from, i), i + 1);
    if (unit !== 0x5c) continue;
    value += text.slice(from, i);
    const sign = text[i + 1] ?? '';
    if (sign === 'u') {
      const digits = text.slice(i + 2, i + 6);
      if (!/^[0-9a-fA-F]{4}$/.test(digits))
        return stop(i, `\\u${digits} is no escape.`, 'Write \\u and four hex digits.');
      value += String.fromCharCode(Number.parseInt(digits, 16));
      i += 5;
    } else {
      const escaped = Object.hasOwn(ESCAPES, sign) ? ESCAPES[sign] : undefined;
      if (escaped === undefined) return stop(i, `\\${sign} is no escape.`, 'Write a backslash itself as \\\\.');
      value += escaped;
      i += 1;
    }
    from = i + 1;
  }

  function finish(whole: string, end: number): { value: string; end: number; problem?: StringProblem } {
    if (whole.includes('\u0000')) {
      const problem = { code: 'bad-text', offset: start, message: 'A text holds the sign NUL.', hint: 'Remove it.' };
      return { value: whole, end, problem: { ...problem, fatal: false } };
    }
    if (LONE_SURROGATE.test(whole)) {
      const message = 'A text holds half a surrogate pair, which no UTF-8 file can keep.';
      const hint = 'Write the whole sign.';
      return { value: whole, end, problem: { code: 'bad-text', offset: start, message, hint, fatal: false } };
    }
    return { value: whole, end };
  }

  function stop(offset: number, message: string, hint: string): { value: string; end: number; problem: StringProblem } {
    return { value: '', end: text.length, problem: { code: 'syntax', offset, message, hint, fatal: true } };
  }
}
