/** Whether a lead is held out: by its id and the seed alone, three of ten, so that the same leads are whoever asks. */
export function isHeldOut(id: string, seed: number): boolean {
  let hash = 0x811c9dc5 ^ (seed >>> 0);
  for (let index = 0; index < id.length; index++) {
    hash ^= id.charCodeAt(index);
    hash = Math.imul(hash, 0x01000193);
  }
  // one more mixing: neighbouring ids differ in their last signs only
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  return ((hash ^ (hash >>> 15)) >>> 0) % 10 < 3;
}
