/**
 * The values of one CSV record (RFC 4180). Answers 'open' where it ends inside quotes, so that more lines belong to it,
 * and 'broken' where a closing quote is followed by more text.
 */
export function splitValues(record: string, delimiter: string): string[] | 'open' | 'broken' {
  if (!record.includes('"')) return record.split(delimiter);
  const values: string[] = [];
  for (let at = 0; ; ) {
    if (record[at] !== '"') {
      const end = record.indexOf(delimiter, at);
      values.push(end < 0 ? record.slice(at) : record.slice(at, end));
      if (end < 0) return values;
      at = end + delimiter.length;
      continue;
    }
    let end = at + 1;
    for (;;) {
      end = record.indexOf('"', end);
      if (end < 0) return 'open';
      if (record[end + 1] !== '"') break;
      end += 2;
    }
    values.push(record.slice(at + 1, end).replaceAll('""', '"'));
    if (end + 1 === record.length) return values;
    if (!record.startsWith(delimiter, end + 1)) return 'broken';
    at = end + 1 + delimiter.length;
  }
}
