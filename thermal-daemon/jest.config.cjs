module.exports = {
  rootDir: __dirname,
  testEnvironment: 'node',
  // Ends what hangs. How long a test takes says nothing on a machine that is shared.
  testTimeout: 300_000,
  testMatch: ['<rootDir>/{src,sim,image,vm,metrics}/**/*.test.ts'],
  modulePathIgnorePatterns: ['<rootDir>/mutation/'],
  moduleNameMapper: { '^fast-check$': '<rootDir>/seeded-fast-check.cjs' },
  transform: { '\\.ts$': '<rootDir>/esbuild-transform.cjs' },
};
