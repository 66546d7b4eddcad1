/** Finds the value of a stretch of bytes, made once for equal bytes while there is room. */
export type Interned<Value> = (bytes: Uint8Array, view: DataView, from: number, to: number) => Value;

const REMEMBERED = 5_000;
const LONGEST_REMEMBERED = 500;
const FIRST_ROOM = 4_096;

/** Remembers what `make` gave for so many different stretches of at most 500 bytes; others are made each time. */
export function internBytes<Value>(
  make: (bytes: Uint8Array, from: number, to: number) => Value,
  remembered = REMEMBERED,
): Interned<Value> {
  // at most half of them are taken: number of an entry, from 1 on
  const last = 2 ** Math.ceil(Math.log2(2 * remembered + 2)) - 1;
  const slots = new Int32Array(last + 1);
  const hashes = new Int32Array(remembered + 1);
  const ends = new Int32Array(remembered + 1);
  const values: Value[] = [];
  // all that is remembered lies together: looking through objects costs more than comparing
  let known = new Uint8Array(FIRST_ROOM);
  let knownView = new DataView(known.buffer);
  let count = 0;

  function keep(bytes: Uint8Array, from: number, to: number): void {
    const begins = ends[count] as number;
    const end = begins + to - from;
    if (end > known.length) {
      const larger = new Uint8Array(2 * end);
      larger.set(known);
      known = larger;
      knownView = new DataView(known.buffer);
    }
    known.set(bytes.subarray(from, to), begins);
    ends[++count] = end;
  }

  return (bytes, view, from, to) => {
    const size = to - from;
    if (size > LONGEST_REMEMBERED) return make(bytes, from, to);
    const mixed = hash(bytes, view, from, to);
    let slot = mixed & last;
    for (let entry = slots[slot] as number; entry !== 0; entry = slots[slot] as number) {
      const begins = ends[entry - 1] as number;
      if (hashes[entry] === mixed && (ends[entry] as number) - begins === size) {
        if (isSame(knownView, begins, view, from, size)) return values[entry - 1] as Value;
      }
      slot = (slot + 1) & last;
    }
    const value = make(bytes, from, to);
    if (count < remembered) {
      keep(bytes, from, to);
      hashes[count] = mixed;
      slots[slot] = count;
      values.push(value);
    }
    return value;
  };
}

/** Four bytes at a time: a body has a hundred. */
function hash(bytes: Uint8Array, view: DataView, from: number, to: number): number {
  let sum = to - from;
  let i = from;
  for (; i + 4 <= to; i += 4) sum = Math.imul(sum ^ view.getInt32(i, true) ^ (sum >>> 15), 0x9e3779b1);
  for (; i < to; i++) sum = Math.imul(sum ^ (bytes[i] as number) ^ (sum >>> 15), 0x9e3779b1);
  return sum ^ (sum >>> 13);
}

function isSame(known: DataView, begins: number, view: DataView, from: number, size: number): boolean {
  let i = 0;
  for (; i + 4 <= size; i += 4) if (known.getInt32(begins + i, true) !== view.getInt32(from + i, true)) return false;
  for (; i < size; i++) if (known.getUint8(begins + i) !== view.getUint8(from + i)) return false;
  return true;
}
