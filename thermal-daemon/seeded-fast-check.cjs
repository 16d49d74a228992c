'use strict';
/** The same cases in every run, as in the project around this package; `npm run test:properties` there tries others. */
const fc = require('./node_modules/fast-check/lib/cjs/fast-check.js');

fc.configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? 20) });
module.exports = fc;
