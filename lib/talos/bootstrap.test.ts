import { spawnSync } from 'node:child_process';
import type { RackSpec } from '../rack-file/rack';
import { bootstrapSteps } from './bootstrap';
import type { BootstrapInput, EarlyRelease } from './steps/step';
import { bootstrapPage } from './pages';
import { upgradeSteps } from './upgrade';
import { soundRack } from '../checks/testing/sound-rack';

const { rack: one } = soundRack;
const shared = '192.168.1.10';
const rack = {
  ...one,
  network: { ...one.network, controlPlane: shared },
  blades: [...one.blades, { ...one.blades[0]!, name: 'control-02', address: '192.168.1.40' }],
};
const input: BootstrapInput = {
  rack,
  file: 'clusters/sample.yaml',
  vault: '~/sample-talos',
  cilium: early('cilium', 'kube-system', [
    {
      kind: 'CustomResourceDefinition',
      names: ['gateways.gateway.networking.k8s.io'],
      paths: ['dist/sample/apps/gateway-api/_cluster'],
    },
  ]),
  fluxOperator: early('flux-operator', 'flux-system', [
    {
      kind: 'Namespace',
      names: ['flux-system'],
      paths: ['dist/sample/apps/namespaces/_cluster/Namespace.flux-system.yaml'],
    },
    { kind: 'PriorityClass', names: ['ours'], paths: ['dist/sample/apps/priority-classes/_cluster'] },
  ]),
  repository: 'public',
  wholeWhen: [],
  hosts: ['chat.rack.home.arpa', 'grafana.rack.home.arpa'],
  administrators: [{ app: 'open-webui', login: 'admin@', namespace: 'ml', secret: 'open-webui', key: 'WEBUI_ADMIN_PASSWORD' }],
};

function early(name: string, namespace: string, needs: EarlyRelease['needs']): EarlyRelease {
  return { name, namespace, chart: `oci://charts.example/${name}`, version: '1.0.0', needs };
}

const allOf = (arch: 'amd64' | 'arm64') => {
  const board = arch === 'amd64' ? 'generic' : 'raspberry-pi-4';
  return Object.fromEntries(
    Object.entries(rack.hardware).map(([name, each]) => [name, { ...each, arch, board }]),
  ) as RackSpec['hardware'];
};

const steps = bootstrapSteps(input);
const commands = steps.flatMap((step) => [...step.commands, ...step.proof]);
const placeOf = (part: string) => commands.findIndex((command) => command.includes(part));

describe('the bootstrap', () => {
  test('starts etcd once, on the first control plane, at its own address', () => {
    const starts = commands.filter((command) => / bootstrap$/.test(command) && command.startsWith('talosctl'));
    expect(starts).toEqual(['talosctl --nodes 192.168.1.11 bootstrap']);
  });

  test('never sends talosctl to the shared address', () => {
    const all = [
      ...commands,
      ...upgradeSteps({ rack, vault: '~/x', wholeWhen: [] }).flatMap((step) => [...step.commands, ...step.proof]),
    ];
    const wrong = all.filter((command) => new RegExp(`--nodes \\S*${shared}\\b|endpoint .*${shared}\\b`).test(command));
    expect(wrong).toEqual([]);
  });

  test('ends where somebody opens it: the address of its names, and who signs in first', () => {
    const { title, why = '', commands: last, proof } = bootstrapSteps(input).at(-1)!;
    expect(title).toBe('Open it');
    expect(why).toContain(`is ${rack.network.loadBalancers.first}`);
    expect(why).toContain(`open-webui as \`admin@${rack.network.domain}\``);
    expect(last).toEqual([expect.stringContaining('get secret open-webui')]);
    expect(proof[0]).toContain('--resolve chat.rack.home.arpa:443:');
  });

  test('configures every blade with its own patch and its role’s', () => {
    for (const { name, role, address } of rack.blades) {
      const config = commands.filter((command) => command.includes(`@talos/sample/nodes/${name}.yaml`));
      expect(config).toHaveLength(1);
      expect(config[0]).toContain(`@talos/sample/${role}.yaml`);
      expect(placeOf(`apply-config --insecure --nodes ${address} `)).toBeGreaterThan(-1);
    }
  });

  test.each([
    ['the control plane', 'apply-config --insecure --nodes 192.168.1.11', 'etcd', '--nodes 192.168.1.11 bootstrap'],
    ['etcd', '--nodes 192.168.1.11 bootstrap', 'the workers', 'apply-config --insecure --nodes 192.168.1.12'],
    ['the kinds of the Gateway API', 'apps/gateway-api/_cluster', 'Cilium', 'helm upgrade --install cilium'],
    ['Cilium', 'helm upgrade --install cilium', 'flux-operator', 'helm upgrade --install flux-operator'],
    ['the namespace of Flux', 'Namespace.flux-system.yaml', 'the age key', 'secrets bootstrap --manifest'],
    [
      'the priority class of its pod',
      'apps/priority-classes/_cluster',
      'flux-operator',
      'helm upgrade --install flux-op',
    ],
    ['the age key', 'secrets bootstrap --manifest', 'Flux', 'FluxInstance.flux.yaml'],
    ['the policies of Flux', '*NetworkPolicy.*.yaml', 'Flux', 'FluxInstance.flux.yaml'],
  ])('has %s before %s', (_before, first, _after, second) => {
    expect(placeOf(first)).toBeGreaterThan(-1);
    expect(placeOf(second)).toBeGreaterThan(placeOf(first));
  });

  test('asks every machine whether it knows the time before anything is built on it', () => {
    for (const { address } of rack.blades) {
      const asked = placeOf(`--nodes ${address} get timestatus`);
      expect(asked).toBeGreaterThan(placeOf(`apply-config --insecure --nodes ${address} `));
      expect(asked).toBeLessThan(placeOf('helm upgrade --install cilium'));
    }
  });

  test('runs every command of ours through npx: in a fresh clone it is on nobody’s PATH', () => {
    const bare = commands.filter((command) => /(^|[|;&(] ?)rackwright /.test(command));
    expect(bare).toEqual([]);
  });

  test('flashes one Raspberry Pi before all others, and other machines not over USB', () => {
    const pis = rack.blades.filter(({ hardware }) => rack.hardware[hardware]!.arch === 'arm64');
    expect(steps.filter(({ title }) => title.startsWith('Flash one machine'))).toHaveLength(pis.length > 0 ? 1 : 0);
    const amd64 = bootstrapSteps({ ...input, rack: { ...rack, hardware: allOf('amd64') } });
    expect(amd64.flatMap((step) => step.commands).filter((command) => command.includes('rpiboot'))).toEqual([]);
  });

  test('overwrites no disk before somebody has seen it and said so', () => {
    const loops = commands.filter((command) => /^for blade .*\bdd\b/.test(command));
    expect(loops.length).toBeGreaterThan(0);
    for (const loop of loops) {
      expect(loop).toMatch(/lsblk \S+ \S+ "\$DISK" && \{ read -r -p "\$DISK is overwritten[^;]*; xz .* dd /);
      expect(spawnSync('sh', ['-n', '-c', loop]).status).toBe(0);
    }
  });

  test('gives a computer that is no Raspberry Pi the command for its disk, and a way to run it', () => {
    const step = bootstrapSteps({ ...input, rack: { ...rack, hardware: allOf('amd64') } }).find(({ title }) =>
      title.startsWith('Start the other machines'),
    );
    expect(step?.why).toMatch(/USB stick[\s\S]*Secure Boot[\s\S]*\.raw\.xz \| sudo dd of=\/dev\/<disk>/);
  });

  test('lists the hardware addresses that the rack file states beside the addresses to reserve, and what a new shell needs', () => {
    expect(steps[0]!.why).toContain('export TALOSCONFIG=~/sample-talos/talosconfig KUBECONFIG=~/sample-talos/kubeconfig');
    expect(steps[0]!.why).not.toContain('To reserve');
    const blades = rack.blades.map((blade, index) => (index === 0 ? { ...blade, mac: 'd8:3a:dd:00:00:01' } : blade));
    const [first] = blades;
    expect(bootstrapSteps({ ...input, rack: { ...rack, blades } })[0]!.why).toContain(
      `To reserve: d8:3a:dd:00:00:01 (${first!.name}) ${first!.address}.`,
    );
  });

  test.each<[BootstrapInput['repository'], string[]]>([
    ['public', []],
    ['token', ['kubectl --namespace flux-system get secret flux-git --output name']],
    [
      'deploy-key',
      [
        'npx rackwright secrets bootstrap --deploy-key --rack clusters/sample.yaml',
        'kubectl --namespace flux-system get secret flux-git --output name',
      ],
    ],
  ])('of a repository that is read by %s hands over what opens it', (repository, expected) => {
    const all = bootstrapSteps({ ...input, repository }).flatMap((step) => [...step.commands, ...step.proof]);
    expect(all.filter((command) => /flux-git|--deploy-key --rack \S+$/.test(command))).toEqual(expected);
  });

  test('shows of every step that it worked, and what one sees', () => {
    expect(steps.filter(({ sees }) => sees === undefined).map(({ title }) => title)).toEqual([]);
    expect(steps.filter(({ proof }) => proof.length === 0).map(({ title }) => title)).toEqual([]);
    expect(bootstrapPage(input).match(/It worked:/g)).toHaveLength(steps.length + upgradeSteps(input).length);
  });

  test('refuses a rack without a control plane', () => {
    const blades = rack.blades.filter(({ role }) => role === 'worker');
    expect(() => bootstrapSteps({ ...input, rack: { ...rack, blades } })).toThrow('rack sample has no control plane');
  });
});

describe('the upgrade', () => {
  const whole = {
    namespace: 'data',
    object: 'cluster.postgresql.cnpg.io/postgres-2',
    for: 'jsonpath={.status.readyInstances}=3',
  };
  const titles = upgradeSteps({ rack, vault: '~/x', wholeWhen: [] }).map(({ title }) => title);

  test('takes every node once: workers, then control planes, the first of them last', () => {
    expect(titles.slice(1, -1)).toEqual(['blade-2', 'blade-3', 'blade-4', 'blade-5', 'control-02', 'blade-01']);
  });

  test('goes on only when storage is whole', () => {
    const copied = { ...rack, apps: { ...rack.apps, longhorn: {} } };
    const nodes = upgradeSteps({ rack: copied, vault: '~/x', wholeWhen: [] }).slice(0, -1);
    const careless = nodes.filter(({ proof }) => !proof.some((command) => command.includes('robustness')));
    expect(careless.map(({ title }) => title)).toEqual([]);
  });

  test('asks no storage that the rack does not run: the answer would always be that it is whole', () => {
    const { longhorn: _off, ...apps } = rack.apps as Record<string, unknown>;
    const steps = upgradeSteps({ rack: { ...rack, apps }, vault: '~/x', wholeWhen: [] });
    expect(steps.flatMap(({ commands: all, proof }) => [...all, ...proof]).join()).not.toMatch(/longhorn/);
  });

  test('drains nothing where one machine is the whole rack', () => {
    const alone = { ...rack, blades: rack.blades.filter(({ role }) => role === 'control-plane').slice(0, 1) };
    const commands = upgradeSteps({ rack: alone, vault: '~/x', wholeWhen: [] }).flatMap((step) => step.commands);
    expect(commands.filter((command) => /drain/.test(command))).toEqual([
      expect.stringContaining('talosctl --nodes 192.168.1.11 upgrade'),
    ]);
  });

  test('waits after each control plane, too, where it carries the pods', () => {
    const alike = {
      ...rack,
      blades: rack.blades.map((blade) => ({ ...blade, role: 'control-plane' as const })).slice(0, 3),
    };
    const nodes = upgradeSteps({ rack: alike, vault: '~/x', wholeWhen: [whole] }).slice(1, -1);
    expect(nodes.filter(({ proof }) => proof.some((command) => command.includes('readyInstances')))).toHaveLength(3);
  });

  test.each([
    ['before the first node and after each worker', [whole], 5],
    ['not in a rack where no app asks for it', [], 0],
  ])('waits for what an app wants whole, %s', (_case, wholeWhen, times) => {
    const proofs = upgradeSteps({ rack, vault: '~/x', wholeWhen }).flatMap(({ proof }) => proof);
    const wait =
      'kubectl --namespace data wait --for jsonpath={.status.readyInstances}=3 --timeout 15m cluster.postgresql.cnpg.io/postgres-2';
    expect(proofs.filter((command) => command === wait)).toHaveLength(times);
  });
});
