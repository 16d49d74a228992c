#!/usr/bin/env node
'use strict';
// What `npm create` runs: `rackwright init` of the version that this package depends on.
const [node, command, ...rest] = process.argv;
void require('rackwright').main([node, command, 'init', ...rest]);
