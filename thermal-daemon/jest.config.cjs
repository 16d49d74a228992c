module.exports = {
  rootDir: __dirname,
  testEnvironment: 'node',
  testMatch: ['<rootDir>/{src,sim,image,vm,metrics}/**/*.test.ts'],
  modulePathIgnorePatterns: ['<rootDir>/mutation/'],
  moduleNameMapper: { '^fast-check$': '<rootDir>/seeded-fast-check.cjs' },
  transform: { '\\.ts$': '<rootDir>/esbuild-transform.cjs' },
};
