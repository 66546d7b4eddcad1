/** Rooms by name, made anew only where one is too small; what was in one stays in it. */
export function openRooms<Room extends { length: number }>(
  make: (length: number) => Room,
): (name: string, length: number) => Room {
  const rooms = new Map<string, Room>();
  return (name, length) => {
    const known = rooms.get(name);
    if (known && known.length >= length) return known;
    const room = make(2 * length);
    rooms.set(name, room);
    return room;
  };
}
