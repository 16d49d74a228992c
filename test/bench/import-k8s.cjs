'use strict';
/**
 * `cdk8s import k8s` with the CLI's own generator, its download answered from standard input:
 * `node test/bench/import-k8s.cjs <version> <folder> < _definitions.json`.
 */
const { readFileSync } = require('node:fs');
const path = require('node:path');

// By path, since the package exports none of it.
const cli = path.join(__dirname, '../../node_modules/cdk8s-cli/lib');
const util = require(path.join(cli, 'util'));

util.download = async () => readFileSync(0, 'utf8');
const { ImportKubernetesApi } = require(path.join(cli, 'import/k8s'));

const [apiVersion, outdir] = process.argv.slice(2);
new ImportKubernetesApi({ apiVersion }).import({ outdir, targetLanguage: 'typescript' }).catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
