/** A name led to a place that must not be reached; the message is a sentence for whoever gave the address. */
export class ForbiddenAddress extends Error {}
