/** A pool in words: 'sales, in turn, at most 50 leads a person a week'. */
export function describePool(pool: { team: string; pick: string; capacityPerWeek?: number }): string {
  const next = pool.pick === 'round-robin' ? 'in turn' : pool.pick === 'least-open' ? 'who has fewest open' : pool.pick;
  const most = pool.capacityPerWeek === undefined ? '' : `, at most ${pool.capacityPerWeek} leads a person a week`;
  return `${pool.team}, ${next}${most}`;
}
