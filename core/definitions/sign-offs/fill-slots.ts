/** Gives each slot at most one person and each person at most one slot, as many as can be; null where nobody is left. */
export function fillSlots<Person>(
  slots: number,
  people: readonly Person[],
  fits: (slot: number, person: Person) => boolean,
): (Person | null)[] {
  const holders: (number | null)[] = Array.from({ length: slots }, () => null);
  const seat = (person: number, tried: Set<number>): boolean => {
    for (let slot = 0; slot < slots; slot++) {
      if (tried.has(slot) || !fits(slot, people[person] as Person)) continue;
      tried.add(slot);
      const holder = holders[slot] ?? null;
      if (holder === null || seat(holder, tried)) {
        holders[slot] = person;
        return true;
      }
    }
    return false;
  };
  people.forEach((_, person) => {
    seat(person, new Set());
  });
  return holders.map((person) => (person === null ? null : (people[person] as Person)));
}
