import { bootstrapSteps, type BootstrapInput } from './bootstrap';
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
  cilium: { name: 'cilium', namespace: 'kube-system', chart: 'oci://charts.example/cilium', version: '1.20.1' },
  fluxOperator: {
    name: 'flux-operator',
    namespace: 'flux-system',
    chart: 'oci://charts.example/flux',
    version: '0.58.1',
  },
  wholeWhen: [],
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
    ['the age key', 'secrets bootstrap --manifest', 'Flux', 'FluxInstance.flux.yaml'],
    ['the policies of Flux', '*NetworkPolicy.*.yaml', 'Flux', 'FluxInstance.flux.yaml'],
  ])('has %s before %s', (_before, first, _after, second) => {
    expect(placeOf(first)).toBeGreaterThan(-1);
    expect(placeOf(second)).toBeGreaterThan(placeOf(first));
  });

  test('shows of every step that it worked', () => {
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
    const nodes = upgradeSteps({ rack, vault: '~/x', wholeWhen: [] }).slice(0, -1);
    const careless = nodes.filter(({ proof }) => !proof.some((command) => command.includes('robustness')));
    expect(careless.map(({ title }) => title)).toEqual([]);
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
