import { buildSync } from 'esbuild';
import { createRequire } from 'node:module';
import { type AgeBox, ageBox } from '../sops/age-box';

let box: AgeBox | undefined;

/** The real age, bundled so that a test runner that knows no ES modules can load it. */
export function ageForTests(): AgeBox {
  return (box ??= ageBox(loaded()));
}

function loaded(): typeof import('age-encryption') {
  const { outputFiles } = buildSync({
    stdin: { contents: "export * from 'age-encryption'", resolveDir: process.cwd() },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    write: false,
  });
  const module = { exports: {} };
  const run = new Function('module', 'exports', 'require', outputFiles[0]?.text ?? '');
  run(module, module.exports, createRequire(__filename));
  return module.exports as typeof import('age-encryption');
}
