/** Remembers what was loaded by key, the most recently asked `limit` of them; what fails to load is asked for again. */
export function remember<Value>(limit: number): (key: string, load: () => Promise<Value>) => Promise<Value> {
  const kept = new Map<string, Promise<Value>>();
  return (key, load) => {
    const known = kept.get(key);
    const value = known ?? load();
    kept.delete(key);
    kept.set(key, value);
    if (!known) value.catch(() => kept.delete(key));
    const oldest = kept.keys().next().value;
    if (kept.size > limit && oldest !== undefined) kept.delete(oldest);
    return value;
  };
}
