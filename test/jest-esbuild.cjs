'use strict';
/** Types are checked once by `npm run types`; tests only need the syntax gone. */
const { transformSync } = require('esbuild');

module.exports = {
  process: (source, filename) =>
    transformSync(source, {
      loader: /\.(yaml|py|sql)$/.test(filename) ? 'text' : 'ts',
      format: 'cjs',
      target: 'node20',
      sourcemap: 'inline',
      sourcefile: filename,
    }),
};
