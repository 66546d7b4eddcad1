/** A process that took no more of a core has nothing to do but look whether there is something to do. */
const QUIET = 0.2;

/** Answers whether the process, all its threads together, did next to nothing since it was asked before. */
export function watchQuiet(): () => boolean {
  let used = process.cpuUsage();
  let looked = performance.now();
  return () => {
    const { user, system } = process.cpuUsage(used);
    const share = (user + system) / 1_000 / (performance.now() - looked);
    used = process.cpuUsage();
    looked = performance.now();
    return share < QUIET;
  };
}
