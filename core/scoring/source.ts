/** Where an evaluation keeps the timeline it was made from. */
export const SOURCE: unique symbol = Symbol('source');

/** Where an evaluation keeps its next change once it has been read. */
export const NEXT: unique symbol = Symbol('next');
