/** Ends the process with a sentence where Node is too old to run what follows; written for any Node that knows modules. */
export function requireNode() {
  if (Number(process.versions.node.split('.')[0]) >= 22) return;
  process.stderr.write(
    `Accord needs Node 22 or newer and this is Node ${process.versions.node}: install a newer one, or run "npm ci" without --omit=optional, which brings its own on Linux.\n`,
  );
  process.exit(1);
}
