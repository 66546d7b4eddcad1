import type { Item } from '../intake/item.js';
import type { UserError } from '../user-error.js';

/** An input made ready for the queue, or why it is refused. */
export type Checked<Kind extends Item = Item> =
  | { item: Kind; problems?: undefined }
  | { item?: undefined; problems: UserError[] };
