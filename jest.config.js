const common = {
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.ts$': '@swc/jest' },
  setupFiles: ['reflect-metadata'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/\\.test-build'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/bench/', '<rootDir>/test/faults/'],
};

/** Two projects, so that a test of the pure core does not wait for a build and a database. */
export default {
  maxWorkers: 2,
  // A hang still fails; a machine shared with others does not.
  testTimeout: 300_000,
  // What a file leaves behind is told; a worker that is merely slow to go is not.
  workerGracefulExitTimeout: 10_000,
  projects: [
    {
      ...common,
      displayName: 'pure',
      testMatch: ['<rootDir>/test/core/**/*.test.ts', '<rootDir>/test/house/**/*.test.ts'],
    },
    {
      ...common,
      displayName: 'real',
      testMatch: ['<rootDir>/test/{schema,server,clients,helpers,real-data}/**/*.test.ts'],
      globalSetup: '<rootDir>/test/helpers/global-setup.js',
      globalTeardown: '<rootDir>/test/helpers/global-teardown.js',
    },
  ],
};
