import { buildSync } from 'esbuild';
import path from 'node:path';

/** One file of JavaScript: the daemon and i2c-bus, whose search for its add-on is replaced by the one right path. */
export function bundleDaemon(packageRoot: string, version: string): Buffer {
  const { outputFiles } = buildSync({
    absWorkingDir: packageRoot,
    entryPoints: ['src/main.ts'],
    bundle: true,
    write: false,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    charset: 'utf8',
    legalComments: 'inline',
    define: { 'process.env.THERMAL_DAEMON_VERSION': JSON.stringify(version) },
    alias: { bindings: path.join(packageRoot, 'image', 'bindings.cjs') },
    external: ['./i2c.node'],
    logLevel: 'warning',
  });
  const [output] = outputFiles;
  if (!output) throw new Error('esbuild made no file');
  return Buffer.from(output.contents);
}
