'use strict';
module.exports = {
  testEnvironment: 'node',
  // Ends what hangs. How long a test takes says nothing on a machine that is shared.
  testTimeout: 300_000,
  // Jest's own default leaves one core idle, which is half of a small machine.
  maxWorkers: '100%',
  testMatch: ['<rootDir>/main.test.ts', '<rootDir>/{lib,cli,imports,test,bin}/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/cluster/out/'],
  modulePathIgnorePatterns: ['<rootDir>/(thermal-daemon|dist|build|\\.cache|\\.cdk8s-out)/'],
  moduleNameMapper: { '^fast-check$': '<rootDir>/test/seeded-fast-check.cjs' },
  transform: { '\\.(ts|yaml|py|sql)$': '<rootDir>/test/jest-esbuild.cjs' },
  transformIgnorePatterns: ['/node_modules/'],
  moduleFileExtensions: ['ts', 'js', 'cjs', 'mjs', 'json'],
  reporters: ['default', '<rootDir>/test/obsolete-snapshots.cjs'],
  snapshotFormat: { escapeString: false, printBasicPrototype: false },
};
