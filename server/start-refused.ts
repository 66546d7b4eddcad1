/** A reason not to start that the operator can act on: its message is one sentence, shown without a stack; exit code 1. */
export class StartRefused extends Error {
  override readonly name = 'StartRefused';
}
