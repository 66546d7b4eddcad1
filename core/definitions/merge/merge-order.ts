/** Three orders made one; `contested` where both sides put what they share into different orders of their own. */
export interface MergedOrder {
  order: string[];
  contested: boolean;
  /** Both sides added something at one place: which comes first was decided by name. */
  crowded: boolean;
}

/**
 * The order of what survives a merge. A side that kept the base's order takes the other's; where both changed it the
 * base's stays and it is contested. What a side added follows what it stood behind. The sides may be swapped.
 */
export function mergeOrder(
  base: readonly string[],
  ours: readonly string[],
  theirs: readonly string[],
  survives: ReadonlySet<string>,
): MergedOrder {
  const [inOurs, inTheirs] = [new Set(ours), new Set(theirs)];
  const common = new Set(base.filter((name) => inOurs.has(name) && inTheirs.has(name) && survives.has(name)));
  const [old, mine, other] = [base, ours, theirs].map((side) => side.filter((name) => common.has(name)));
  const [o, m, t] = [old, mine, other].map((side) => JSON.stringify(side));
  const contested = o !== m && o !== t && m !== t;
  const skeleton = (contested ? old : o === m ? other : mine) ?? [];
  const [ourRuns, theirRuns] = [runsOf(ours, common, survives), runsOf(theirs, common, survives)];
  const order = new Set<string>();
  const inBoth = (name: string): boolean => inOurs.has(name) && inTheirs.has(name);
  let crowded = false;
  for (const anchor of [null, ...skeleton]) {
    if (anchor !== null) order.add(anchor);
    const runs = [ourRuns.get(anchor) ?? [], theirRuns.get(anchor) ?? []];
    const [first = [], second = []] = runs.sort((a, b) => (a.join() < b.join() ? -1 : 1));
    crowded ||= first.some((name) => !inBoth(name)) && second.some((name) => !inBoth(name));
    for (const name of [...first, ...second]) order.add(name);
  }
  return { order: [...order], contested, crowded };
}

/** What a side has beyond the common members, by the common member it follows; null: at the beginning. */
function runsOf(
  side: readonly string[],
  common: ReadonlySet<string>,
  survives: ReadonlySet<string>,
): Map<string | null, string[]> {
  const runs = new Map<string | null, string[]>();
  let anchor: string | null = null;
  for (const name of side) {
    if (common.has(name)) anchor = name;
    else if (survives.has(name)) runs.set(anchor, (runs.get(anchor) ?? []).concat(name));
  }
  return runs;
}
