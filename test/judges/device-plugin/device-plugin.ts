import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DaemonSet } from '../../../imports/k8s';
import { accessOf, carriers } from '../../../lib/rack-file/fans';
import { carrierRackText } from '../../../lib/testing/carrier-rack';
import { composeSample, loadSample, sampleFile } from '../../../lib/testing/sample-rack';
import { buildDevicePlugin, devicePlugin } from '../../rack/images/device-plugin';
import { Verdict } from '../sops/verdict';

/**
 * `node bin/run.cjs test/judges/device-plugin/device-plugin.ts`: generic-device-plugin reads the arguments that a rack on each
 * carrier of the table gives it, and must offer exactly what the pods of the thermal daemon ask for. It is that of
 * the PATH, or built from its newest commit.
 */
const PATIENCE_MS = 10_000;

/** Starts it without a kubelet. @returns the resources that it offers, or what it ended with */
function offered(program: string, args: readonly string[]): Promise<string[] | string> {
  const folder = mkdtempSync(join(tmpdir(), 'device-plugin-'));
  const running = spawn(program, [...args, '--plugin-directory', folder, '--listen', '127.0.0.1:0']);
  const wanted = args.filter((arg) => arg === '--device').length;
  return new Promise((resolve) => {
    let said = '';
    const names = () =>
      [...said.matchAll(/Starting the generic-device-plugin for \\"([^\\]+)\\"/g)].map(([, name]) => name!);
    const hear = (text: Buffer): void => {
      said += text.toString();
      if (wanted > 0 && names().length >= wanted) running.kill('SIGKILL');
    };
    const timer = setTimeout(() => running.kill('SIGKILL'), PATIENCE_MS);
    running.stdout.on('data', hear);
    running.stderr.on('data', hear);
    running.on('close', () => {
      clearTimeout(timer);
      rmSync(folder, { recursive: true });
      resolve(names().length > 0 ? names().sort() : said.trim());
    });
  });
}

/** Arguments of the plugin, if it runs, and the resources that pods of the thermal daemon ask for. */
function rendered(text: string): { args: string[] | undefined; asked: string[] } {
  const manifests = composeSample(loadSample(text)).rendered.map(({ manifest }) => manifest);
  const sets = manifests.filter(({ kind }) => kind === 'DaemonSet') as unknown as DaemonSet[];
  const containers = sets.flatMap(({ spec }) => spec!.template.spec!.containers);
  const limits = containers.flatMap(({ resources }) => Object.keys(resources?.limits ?? {}));
  return {
    args: containers.find(({ name }) => name === 'device-plugin')?.args,
    asked: [...new Set(limits.filter((name) => name.startsWith('squat.ai/')))].sort(),
  };
}

async function main(): Promise<void> {
  const verdict = new Verdict();
  console.log(`--- ${carriers.length} carriers on ${sampleFile}, not dist/homelab: the reference rack has one of them`);
  await buildDevicePlugin(console.error);
  const program = devicePlugin()!;
  let taken: string[] | undefined;
  for (const carrier of carriers) {
    const { args, asked } = rendered(carrierRackText(carrier));
    if (accessOf(carrier.fan) === 'sysfs') {
      verdict.check(`${carrier.carrier}: no device, no plugin`, args === undefined && asked.length === 0, asked.join());
      continue;
    }
    const names = args ? await offered(program, args) : 'there is no plugin';
    const alike = asked.length > 0 && JSON.stringify(names) === JSON.stringify(asked);
    verdict.check(
      `${carrier.carrier}: it offers what is asked for`,
      alike,
      `${JSON.stringify(names)} for ${asked.join()}`,
    );
    taken ??= args;
  }
  const spoilt: [string, string[], RegExp][] = [
    [
      'a name that no resource may have',
      taken!.map((arg) => arg.replace('"name":"i2c"', '"name":"I2C"')),
      /regular expression/,
    ],
    ['a device that is no object', taken!.map((arg) => arg.replace('{"name"', '{"name')), /failed to parse device/],
    ['no device at all', taken!.slice(0, taken!.indexOf('--device')), /at least one device|unexpected type/],
  ];
  for (const [what, args, error] of spoilt) {
    const said = await offered(program, args);
    verdict.check(`it refuses ${what}`, typeof said === 'string' && error.test(said), JSON.stringify(said));
  }
  verdict.close();
}

void main();
