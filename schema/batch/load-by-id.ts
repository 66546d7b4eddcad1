import DataLoader from 'dataloader';

/** A loader that asks for all ids of one tick at once; what is not found is null. */
export function loadById<Row extends { id: string }>(
  find: (ids: readonly string[]) => Promise<readonly Row[]>,
): DataLoader<string, Row | null> {
  return new DataLoader(async (ids) => {
    const rows = new Map((await find(ids)).map((row) => [row.id, row]));
    return ids.map((id) => rows.get(id) ?? null);
  });
}
