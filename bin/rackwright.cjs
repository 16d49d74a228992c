#!/usr/bin/env node
'use strict';
const path = require('node:path');
const { root, runEntry } = require('./run.cjs');
runEntry(path.join(root, 'cli', 'rackwright.ts'));
