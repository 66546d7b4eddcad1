/** Where an evaluation keeps the timeline it was made from. */
export const SOURCE: unique symbol = Symbol('source');
