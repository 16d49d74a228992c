#!/usr/bin/env node
'use strict';
const path = require('node:path');
const { bundleOf, root } = require('./run.cjs');
require(bundleOf(path.join(root, 'cli', 'rackwright.ts')));
