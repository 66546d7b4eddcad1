const FILES = { graphql: 'graphql.worker.js', json: 'json.worker.js' };

// Monaco asks here before it is loaded; the workers are files of ours, so that no blob: and no remote host is needed.
globalThis.MonacoEnvironment = {
  getWorker: (_id, label) => new Worker(`/explorer/${FILES[label] ?? 'editor.worker.js'}`, { type: 'module' }),
};
