// The tables decide here. The properties run hundreds of cases each, too slow to repeat for every mutant.
const base = require('../jest.config.cjs');

module.exports = {
  ...base,
  testMatch: ['<rootDir>/src/{,control/,hardware/}*.test.ts'],
  testPathIgnorePatterns: ['properties.test.ts'],
};
