'use strict';
/**
 * fast-check as the tests get it: the same cases in every run, so that a change is judged by what it changed and never
 * by luck. `npm run test:properties` looks for counterexamples with other seeds.
 */
const fc = require('../node_modules/fast-check/lib/cjs/fast-check.js');

fc.configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? 20) });
module.exports = fc;
