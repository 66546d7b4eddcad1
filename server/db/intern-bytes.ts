/** Finds the value of a stretch of bytes, made once for equal bytes while there is room. */
export type Interned<Value> = (bytes: Uint8Array, view: DataView, from: number, to: number) => Value;

interface Entry<Value> {
  bytes: Uint8Array;
  view: DataView;
  value: Value;
}

const SLOTS = 16_384;
const REMEMBERED = 5_000;
const LONGEST_REMEMBERED = 500;

/** Remembers what `make` gave for up to 5,000 different stretches of at most 500 bytes; others are made each time. */
export function internBytes<Value>(make: (bytes: Uint8Array, from: number, to: number) => Value): Interned<Value> {
  const slots: (Entry<Value> | undefined)[] = new Array(SLOTS).fill(undefined);
  let count = 0;
  return (bytes, view, from, to) => {
    if (to - from > LONGEST_REMEMBERED) return make(bytes, from, to);
    let slot = hash(bytes, view, from, to) & (SLOTS - 1);
    for (let entry = slots[slot]; entry !== undefined; entry = slots[slot]) {
      if (isSame(entry, bytes, view, from, to)) return entry.value;
      slot = (slot + 1) & (SLOTS - 1);
    }
    const value = make(bytes, from, to);
    if (count < REMEMBERED) {
      count++;
      const copy = bytes.slice(from, to);
      slots[slot] = { bytes: copy, view: new DataView(copy.buffer, copy.byteOffset, copy.length), value };
    }
    return value;
  };
}

/** Four bytes at a time: a body has a hundred. */
function hash(bytes: Uint8Array, view: DataView, from: number, to: number): number {
  let sum = to - from;
  let i = from;
  for (; i + 4 <= to; i += 4) sum = Math.imul(sum ^ view.getInt32(i), 0x9e3779b1) ^ (sum >>> 15);
  for (; i < to; i++) sum = Math.imul(sum ^ (bytes[i] as number), 0x9e3779b1) ^ (sum >>> 15);
  return sum ^ (sum >>> 13);
}

function isSame<Value>(entry: Entry<Value>, bytes: Uint8Array, view: DataView, from: number, to: number): boolean {
  const size = to - from;
  if (entry.bytes.length !== size) return false;
  let i = 0;
  for (; i + 4 <= size; i += 4) if (entry.view.getInt32(i) !== view.getInt32(from + i)) return false;
  for (; i < size; i++) if (entry.bytes[i] !== bytes[from + i]) return false;
  return true;
}
