import * as fc from 'fast-check';
import type { Hardware, RackSpec } from '../rack-file/rack';
import { soundRack } from '../checks/testing/sound-rack';
import { composeSample, loadSample } from '../testing/sample-rack';
import { podTemplatesOf } from '../manifest/pod-templates';
import { sumOfTemplate } from '../checks/pod-sums';
import { neverPickedUpToBytes, oomRanking } from './oom';
import { patchesOf, talosFiles } from './patches';
import { allocatableOn, reservations } from './reservations';
import { installerImage, schematicOf } from './schematic';
import { talosTexts, toYamlDocuments } from './print';
import type { TalosDocument } from './document';

const rack = soundRack.rack;

function documentsOf(of: RackSpec, path: string): TalosDocument[] {
  const content = talosFiles(of).find((file) => file.path === path)?.content;
  if (!Array.isArray(content)) throw new Error(`no patch ${path}`);
  return content.filter((each) => 'kind' in each);
}

const kinds = (of: RackSpec, path: string) => documentsOf(of, path).map(({ kind }) => kind);
const control = { ...rack.blades[0]!, name: 'control-02', address: '192.168.1.40' };

/** As Talos takes the taint of its control plane away. */
const untainted = expect.objectContaining({
  taints: { 'node-role.kubernetes.io/control-plane': { $patch: 'delete' } },
}) as object;

describe('patches', () => {
  test('share an address among control planes that each have another one, and never with a single one', () => {
    expect(kinds(rack, 'nodes/blade-01.yaml')).not.toContain('Layer2VIPConfig');
    const network = { ...rack.network, controlPlane: '192.168.1.10' };
    const several = { ...rack, network, blades: [...rack.blades, control] };
    expect(kinds(several, 'nodes/blade-2.yaml')).not.toContain('Layer2VIPConfig');
    expect(documentsOf(several, 'nodes/control-02.yaml')).toContainEqual(
      expect.objectContaining({ kind: 'Layer2VIPConfig', name: '192.168.1.10', link: 'uplink0' }),
    );
  });

  test('let the blades and their pods read etcd’s metrics, and the office not', () => {
    const [rule, ...more] = documentsOf(rack, 'control-plane.yaml').filter(({ kind }) => kind === 'NetworkRuleConfig');
    expect(rule).toMatchObject({ portSelector: { ports: [2381], protocol: 'tcp' } });
    expect((rule!['ingress'] as { subnet: string }[]).map(({ subnet }) => subnet)).toEqual([
      rack.network.pods,
      ...rack.blades.map(({ address }) => `${address}/32`),
    ]);
    expect(more).toEqual([]);
    expect(kinds(rack, 'control-plane.yaml')).not.toContain('NetworkDefaultActionConfig');
  });

  test('close every port of the node that has metrics to the office', () => {
    const [rule] = documentsOf(rack, 'all.yaml').filter(({ kind }) => kind === 'NetworkRuleConfig');
    expect(rule).toMatchObject({ name: 'node-metrics', portSelector: { ports: [9100, 9962, 9963, 9964, 9965] } });
    expect((rule!['ingress'] as { subnet: string }[]).map(({ subnet }) => subnet)).toEqual([
      rack.network.pods,
      ...rack.blades.map(({ address }) => `${address}/32`),
    ]);
  });

  test('name a mirror for each registry of the rack file, in order, and none otherwise', () => {
    expect(kinds(rack, 'all.yaml')).not.toContain('RegistryMirrorConfig');
    const mirrors = { 'ghcr.io': 'https://mirror.example.org', 'docker.io': 'https://mirror.example.org' };
    const documents = documentsOf({ ...rack, mirrors }, 'all.yaml').filter(
      ({ kind }) => kind === 'RegistryMirrorConfig',
    );
    expect(documents.map(({ name, endpoints }) => [name, endpoints])).toEqual([
      ['docker.io', [{ url: 'https://mirror.example.org' }]],
      ['ghcr.io', [{ url: 'https://mirror.example.org' }]],
    ]);
  });

  test('give volumes to the blades that take pods and to no tainted control plane', () => {
    expect(kinds(rack, 'nodes/blade-2.yaml')).toContain('LVMVolumeGroupConfig');
    expect(kinds(rack, 'nodes/blade-01.yaml')).not.toContain('LVMVolumeGroupConfig');
    const alone = { ...rack, blades: rack.blades.slice(0, 1) };
    expect(kinds(alone, 'nodes/blade-01.yaml')).toContain('LVMVolumeGroupConfig');
    expect(documentsOf(alone, 'nodes/blade-01.yaml')).toContainEqual(untainted);
  });

  test('untaint a control plane that is schedulable beside workers, and no other', () => {
    const [first, ...others] = rack.blades;
    const mixed = { ...rack, blades: [{ ...first!, schedulable: true }, control, ...others] };
    expect(documentsOf(mixed, 'nodes/blade-01.yaml')).toContainEqual(untainted);
    expect(kinds(mixed, 'nodes/blade-01.yaml')).toContain('LVMVolumeGroupConfig');
    expect(documentsOf(mixed, 'nodes/control-02.yaml')).not.toContainEqual(untainted);
  });

  test('give room to replicated volumes on the blades that the rack file chose, of a size that takes no other’s', () => {
    expect(kinds(rack, 'nodes/blade-2.yaml')).not.toContain('UserVolumeConfig');
    const chosen = { ...rack, replicaBlades: ['blade-2'] };
    const documents = documentsOf(chosen, 'nodes/blade-2.yaml');
    const size = (kind: string) =>
      (documents.find((each) => each.kind === kind)?.['provisioning'] as { minSize: string; maxSize: string })!;
    expect(size('UserVolumeConfig')).toMatchObject({ minSize: '100GiB', maxSize: '100GiB' });
    expect(size('RawVolumeConfig')).toMatchObject({ minSize: '729GiB', maxSize: '729GiB' });
    expect(JSON.stringify(documents)).toContain('"node.longhorn.io/create-default-disk":"true"');
    expect(JSON.stringify(documentsOf(rack, 'nodes/blade-2.yaml'))).not.toContain('create-default-disk');
  });

  test.each([
    ['a chip on the CM4’s own pins', { chip: 'emc2301', bus: 'i2c-1' }, 'dtparam=i2c_arm=on', true],
    ['a chip on the CM4IO’s pins', { chip: 'emc2101', bus: 'i2c-0' }, 'dtoverlay=i2c0,pins_44_45', true],
    ['a fan on the PWM pin', { chip: 'pwm', bus: 'pwmchip0' }, 'dtoverlay=pwm,pin=12,func=4', false],
    ['its other channel', { chip: 'pwm', bus: 'pwmchip0', channel: 1 }, 'dtoverlay=pwm,pin=13,func=4', false],
    ['a fan on another PWM pin', { chip: 'pwm', bus: 'gpio18' }, 'dtoverlay=pwm,pin=18,func=2', false],
    ['a fan unit on a serial line', { chip: 'compute-blade-smart', bus: 'ttyAMA5' }, 'dtoverlay=uart5', true],
    ['a fan of the kernel', { chip: 'hwmon', bus: 'pwmfan' }, undefined, false],
    ['a chip behind an adapter', { chip: 'emc2301', bus: 'i2c-20' }, undefined, true],
    ['no fan', undefined, undefined, false],
  ] as const)('write config.txt and the rule of the device for %s', (_what, fan, line, hasRule) => {
    const cm4 = { ...rack.hardware['cm4']!, fan };
    expect(/configTxtAppend: (.*)/.exec(schematicOf(cm4).text)?.[1]).toBe(line);
    const withFan = { ...rack, hardware: { ...rack.hardware, cm4 } };
    expect(kinds(withFan, 'nodes/blade-2.yaml').includes('UdevRulesConfig')).toBe(hasRule);
  });

  test('set a watchdog only where the kernel is known to have one', () => {
    expect(kinds(rack, 'nodes/blade-2.yaml')).toContain('WatchdogTimerConfig');
    expect(kinds(rack, 'nodes/blade-01.yaml')).not.toContain('WatchdogTimerConfig');
  });

  test('hold no secret, name every blade once, and are the same twice', () => {
    const all = [...talosTexts(rack)].map(([path, text]) => `${path}\n${text}`);
    expect(all).toEqual(talosFiles(rack).map(({ path, content }) => `${path}\n${toYamlDocuments(content)}`));
    expect(all.join()).not.toMatch(/PRIVATE KEY|token:|secret:|\bca:/i);
    const names = rack.blades.flatMap((blade) => patchesOf(blade).slice(-1));
    expect(new Set(names).size).toBe(rack.blades.length);
    expect(all.map((text) => text.split('\n')[0])).toEqual(expect.arrayContaining(names));
  });
});

const mini: Pick<Hardware, 'board' | 'extensions' | 'arch'> = { board: 'generic', extensions: [], arch: 'amd64' };
const pi: typeof mini = { board: 'raspberry-pi-4', extensions: [], arch: 'arm64' };

describe('the image', () => {
  test.each([
    ['a Raspberry Pi 4', pi, 'siderolabs/sbc-raspberrypi\n    name: rpi_generic'],
    ['a Raspberry Pi 5', { ...pi, board: 'raspberry-pi-5' } as const, 'siderolabs/sbc-raspberrypi\n    name: rpi_5'],
    ['a Turing RK1', { ...pi, board: 'turing-rk1' } as const, 'siderolabs/sbc-rockchip\n    name: turingrk1'],
    [
      'a board that is stated by its overlay',
      { ...pi, board: 'generic', overlay: { image: 'siderolabs/sbc-rockchip', name: 'rock5b' } } as const,
      'siderolabs/sbc-rockchip\n    name: rock5b',
    ],
  ])('of %s has its overlay', (_name, hardware, overlay) => {
    expect(schematicOf(hardware).text).toContain(`overlay:\n    image: ${overlay}\n`);
  });

  test('has the extensions that the rack file adds, each once', () => {
    const { text } = schematicOf({ ...mini, extensions: ['siderolabs/intel-ucode', 'siderolabs/iscsi-tools'] });
    expect(text.match(/siderolabs\/[-a-z]+/g)).toEqual([
      'siderolabs/intel-ucode',
      'siderolabs/iscsi-tools',
      'siderolabs/util-linux-tools',
    ]);
  });

  test('is named by the hash of the text that the factory would write', () => {
    // The factory's own name for an image without any customization is the hash of this one line.
    expect(schematicOf(mini).text.startsWith('customization:\n')).toBe(true);
    expect(installerImage(mini, '1.14.2')).toMatch(/^factory\.talos\.dev\/metal-installer\/[0-9a-f]{64}:v1\.14\.2$/);
  });

  test('differs with the wiring of the fan and with nothing else', () => {
    const id = (bus: string, chip: 'emc2301' | 'emc2101') => schematicOf({ ...pi, fan: { chip, bus } }).id;
    expect(id('i2c-1', 'emc2301')).toBe(id('i2c-1', 'emc2101'));
    expect(id('i2c-1', 'emc2301')).not.toBe(id('i2c-0', 'emc2301'));
  });
});

describe('reservations', () => {
  test('leave less than the machine has, and less on a control plane than on a worker', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 64 }), fc.integer({ min: 4, max: 256 }), (cores, gigabytes) => {
        const machine = { cores, memoryBytes: gigabytes * 1e9 };
        const [control, worker] = [allocatableOn('control-plane', machine), allocatableOn('worker', machine)];
        return (
          worker.memoryBytes < machine.memoryBytes &&
          worker.cpuMillicores < cores * 1000 &&
          control.memoryBytes < worker.memoryBytes &&
          control.cpuMillicores < worker.cpuMillicores
        );
      }),
    );
  });

  test('are what the kubelet is told', () => {
    const [kubelet] = documentsOf(rack, 'worker.yaml');
    expect(kubelet).toMatchObject({ kind: 'KubeletConfig', config: reservations.worker });
  });
});

describe('the ranking of the out-of-memory handler', () => {
  const pods = composeSample(loadSample()).rendered.flatMap(({ manifest }) =>
    podTemplatesOf(manifest).map((template) => ({
      name: manifest.metadata.name,
      tier: template.labels['rackwright.dev/tier'],
      limit: sumOfTemplate(template).memoryLimitBytes,
    })),
  );

  test('has no node-critical pod above its line, and pods to pick above it', () => {
    const critical = pods.filter(({ tier }) => tier === 'node-critical');
    expect(critical.length).toBeGreaterThan(0);
    expect(critical.filter(({ limit = 0 }) => limit > neverPickedUpToBytes)).toEqual([]);
    expect(pods.some(({ tier, limit = 0 }) => tier === 'serving' && limit > neverPickedUpToBytes)).toBe(true);
  });

  const { celEnv, celMethod, celUint, parse, plan, CelScalar } =
    require('@bufbuild/cel') as typeof import('@bufbuild/cel');
  // The library has no optional values: a list of none or one stands for them, and `orValue` means what it means to Talos. The check in
  // test/judges/talos evaluates the same expression with Talos' own environment.
  const orValue = celMethod('orValue', CelScalar.DYN, [CelScalar.DYN], CelScalar.DYN, function (other) {
    const [value = other] = [...(this as unknown as Iterable<typeof other>)];
    return value;
  });
  const ranking = plan(celEnv({ funcs: [orValue] }), parse(oomRanking));
  const classes = { Besteffort: 1n, Burstable: 2n, Guaranteed: 3n, Podruntime: 4n, System: 5n };
  const score = (kind: keyof typeof classes, limit: number | null, current: number) =>
    ranking({
      ...classes,
      class: classes[kind],
      memory_max: limit === null ? [] : [celUint(BigInt(limit))],
      memory_current: [celUint(BigInt(current))],
    });
  const mebibyte = 2 ** 20;

  test.each([
    ['Longhorn’s engine, which has no limit', 'Burstable', null, 500],
    ['a CSI driver, which asks for nothing', 'Besteffort', null, 90],
    ['the API server, which has no limit', 'Burstable', null, 1500],
    ['the container runtime and etcd', 'Podruntime', 4000 * mebibyte, 900],
    ['Talos itself', 'System', 4000 * mebibyte, 300],
    ['the largest node-critical pod', 'Burstable', neverPickedUpToBytes, 640],
  ] as const)('never picks %s', (_what, kind, limit, current) => {
    expect(score(kind, limit, current * mebibyte)).toBe(0);
  });

  test('picks the larger of two models', () => {
    expect(score('Burstable', 1800 * mebibyte, 1500 * mebibyte)).toBeGreaterThan(
      score('Guaranteed', 768 * mebibyte, 700 * mebibyte) as number,
    );
    expect(score('Guaranteed', 768 * mebibyte, 700 * mebibyte)).toBeGreaterThan(0);
  });

  test('never picks a node-critical pod of the rack, whatever its class and however full', () => {
    for (const { limit } of pods.filter(({ tier }) => tier === 'node-critical'))
      for (const kind of ['Besteffort', 'Burstable', 'Guaranteed'] as const)
        expect(score(kind, limit ?? null, limit ?? 9000 * mebibyte)).toBe(0);
  });
});
