import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { appBlocks } from '../../../lib/app-blocks';
import * as cluster from '../../../lib/cluster';
import { toYamlDocuments } from '../../../lib/talos/print';
import { neverPickedUpToBytes, oomRanking } from '../../../lib/talos/oom';
import { patchesOf, talosFiles } from '../../../lib/talos/patches';
import { schematicOf } from '../../../lib/talos/schematic';
import { loadRack } from '../../../lib/rack-file/load';
import { carriers } from '../../../lib/rack-file/fans';
import { boardNames } from '../../../lib/rack-file/boards';
import { type RackSpec, workersOf } from '../../../lib/rack-file/rack';
import { carrierRackText } from '../../../lib/testing/carrier-rack';
import { loadSample, sampleFile } from '../../../lib/testing/sample-rack';
import { type Answer, type ConfigQuestion, ask } from './judge';

/**
 * `node bin/run.cjs test/judges/talos/talos.ts`: Talos' own code makes the machine configuration of every node of every
 * rack file from secrets that it rolls itself and our patches, and judges it as a node would. Needs Go.
 */
const root = process.cwd();
let passed = 0;
let failed = 0;

function verdict(what: string, isRight: boolean, said = ''): void {
  if (isRight) passed += 1;
  else {
    failed += 1;
    console.log(`FAIL ${what}${said === '' ? '' : `: ${said}`}`);
  }
}

function racks(): RackSpec[] {
  const folders = ['clusters', 'clusters/examples'];
  const files = folders.flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((file) => file.endsWith('.yaml'))
      .map((file) => `${folder}/${file}`),
  );
  const stated = files.map((file) => {
    const text = readFileSync(join(root, file), 'utf8');
    const { rack, problems } = loadRack({ text, file, apps: appBlocks(Object.values(cluster)) });
    if (!rack) throw new Error(`${file}: ${JSON.stringify(problems)}`);
    return rack;
  });
  // None of them names mirrors of image registries.
  const mirrors = { 'docker.io': 'https://mirror.example.org', 'ghcr.io': 'https://mirror.example.org:8443' };
  return [
    ...stated,
    { ...stated[0]!, name: 'mirrored', mirrors },
    ...carriers.map((carrier) => ({ ...loadSample(carrierRackText(carrier)), name: carrier.carrier })),
  ];
}

/** The text of every patch of one blade. */
function questionOf(rack: RackSpec, blade: RackSpec['blades'][number]): ConfigQuestion {
  const files = new Map(talosFiles(rack).map(({ path, content }) => [path, content]));
  const patches = patchesOf(blade).map((path) => toYamlDocuments(files.get(path)!));
  const { name, network, kubernetes } = rack;
  const endpoint = `https://${network.controlPlane}:6443`;
  return { clusterName: name, endpoint, kubernetes, role: blade.role, patches };
}

const find = ({ documents = [] }: Answer, kind: string, name?: string): Record<string, unknown> | undefined =>
  documents.find((document) => document['kind'] === kind && (name === undefined || document['name'] === name));

function judgeNodes(rack: RackSpec): void {
  const answers = ask(
    root,
    rack.blades.map((blade) => questionOf(rack, blade)),
  );
  rack.blades.forEach((blade, index) => {
    const answer = answers[index]!;
    const node = `${rack.name}/${blade.name}`;
    verdict(`${node} is accepted`, answer.error === undefined, answer.error);
    verdict(`${node} draws no warning`, (answer.warnings ?? []).length === 0, answer.warnings?.join('; '));
    if (answer.error !== undefined) return;
    const isolation = find(answer, 'SecurityProfileConfig')?.['workloadIsolation'];
    verdict(`${node} is not isolated`, isolation === false, String(isolation));
    verdict(`${node} has no flannel`, find(answer, 'KubeFlannelCNIConfig') === undefined);
    verdict(`${node} has its name`, find(answer, 'HostnameConfig')?.['hostname'] === blade.name);
    judgeVolumes(rack, blade, answer, node);
    const subnets = JSON.stringify(find(answer, 'KubeNetworkConfig')?.['podSubnets']);
    verdict(
      `${node} has one pod network`,
      subnets === JSON.stringify([rack.network.pods, ...(rack.network.ipv6 ? [rack.network.ipv6.pods] : [])]),
      subnets,
    );
    verdict(`${node} closes no other port`, find(answer, 'NetworkDefaultActionConfig') === undefined);
    judgeMetricsRule(rack, blade, answer, 'node-metrics');
    if (blade.role !== 'control-plane') return;
    judgeMetricsRule(rack, blade, answer, 'etcd-metrics');
    verdict(`${node} runs no kube-proxy`, find(answer, 'KubeProxyConfig')?.['enabled'] === false);
    const taints = JSON.stringify(find(answer, 'KubeNodeConfig')?.['taints'] ?? {});
    const wanted = !workersOf(rack).some(({ name }) => name === blade.name);
    verdict(`${node} is tainted: ${wanted}`, taints.includes('NoSchedule') === wanted, taints);
  });
}

function judgeMetricsRule(rack: RackSpec, { name, address }: RackSpec['blades'][number], answer: Answer, rule: string): void {
  const open = JSON.stringify(find(answer, 'NetworkRuleConfig', rule)?.['ingress']);
  const isRead = [rack.network.pods, `${address}/32`].every((subnet) => open?.includes(`"${subnet}"`));
  verdict(`${rack.name}/${name} lets blades and pods alone through rule ${rule}`, isRead, open);
}

/** The volume group on every worker, Longhorn's partition where the rack file wants it. */
function judgeVolumes(rack: RackSpec, { name }: RackSpec['blades'][number], answer: Answer, node: string): void {
  const stores = workersOf(rack).some((worker) => worker.name === name);
  const selector = JSON.stringify(find(answer, 'LVMVolumeGroupConfig')?.['provisioning'] ?? '');
  verdict(`${node} has the volume group: ${stores}`, selector.includes('r-local') === stores, selector);
  const replicas = find(answer, 'UserVolumeConfig', 'longhorn') !== undefined;
  verdict(`${node} has room for replicas as the rack file wants`, replicas === rack.replicaBlades.includes(name));
}

/** Faults that a person or a change of ours could make, each of which Talos must refuse: otherwise it judges nothing. */
const faults: readonly (readonly [what: string, from: RegExp, to: string, error: RegExp])[] = [
  ['a key that Talos does not know', /maxSize:/, 'maximumSize:', /unknown keys/],
  ['a kind that Talos does not know', /kind: OOMConfig/, 'kind: OOMsConfig', /not registered/],
  [
    'an address that is none',
    /nodes: \[|address: 192\.168\.1\.11\/24/,
    'address: 192.168.1.311/24',
    /ParseAddr|parse/i,
  ],
  ['a disk expression that is none', /match: system_disk/, 'match: system_disk &&', /Syntax error/],
  ['a volume group of a volume by a field that volumes lack', /volume_id ==/, 'volume_ids ==', /undeclared reference/],
  [
    'a partition without a size',
    /(kind: RawVolumeConfig[^]*?)minSize: \S+\n\s*maxSize: \S+/,
    '$1minSize: some',
    /size|parse|invalid/i,
  ],
  ['a link expression about a field that links lack', /link\.driver/, 'link.drivers', /undefined field/],
  ['a ranking that is no number', /\? double\(memory_current\.orValue\(0u\)\) : 0\.0/, '? true : false', /double|bool/],
  ['two names for one host', /auto: .?off.?/, 'auto: stable', /both|mutually|conflict|at most one|auto/i],
  ['a port behind a protocol that is none', /protocol: tcp/, 'protocol: tpc', /protocol/i],
  ['a network without its length', /subnet: 192\.168\.1\.11\/32/, 'subnet: 192.168.1.11', /prefix|ParsePrefix/i],
  ['a watchdog that bites too soon', /timeout: 15s/, 'timeout: 5s', /minimum/],
];

function judgeFaults(rack: RackSpec): void {
  const worker = questionOf(
    rack,
    rack.blades.find(({ role }) => role === 'worker')!,
  );
  const control = questionOf(
    rack,
    rack.blades.find(({ role }) => role === 'control-plane')!,
  );
  const broken = faults.map(([what, from, to]) => {
    const question = [worker, control].find(({ patches }) => patches.some((patch) => from.test(patch)));
    if (!question) throw new Error(`${what}: nothing to break, ${from} is in no patch`);
    return { ...question, patches: question.patches.map((patch) => patch.replace(from, to)) };
  });
  const answers = ask(root, broken);
  faults.forEach(([what, , , error], index) => {
    const said = answers[index]!.error ?? 'accepted';
    verdict(`${what} is refused`, error.test(said), said);
  });
}

const mebibyte = 2 ** 20;

/** Pods as the kubelet makes cgroups of them: a limit when all containers have one. */
const cgroups = [
  { what: 'Longhorn’s engine, without a limit', class: 'Burstable', current: 500 * mebibyte },
  { what: 'a CSI driver, without request or limit', class: 'Besteffort', current: 60 * mebibyte },
  { what: 'the API server', class: 'Burstable', current: 1500 * mebibyte },
  { what: 'etcd and the kubelet', class: 'Podruntime', max: 4000 * mebibyte, current: 900 * mebibyte },
  { what: 'Talos itself', class: 'System', current: 200 * mebibyte },
  { what: 'the largest node-critical pod', class: 'Burstable', max: neverPickedUpToBytes, current: 600 * mebibyte },
  { what: 'an answer being written', class: 'Burstable', max: 1800 * mebibyte, current: 1500 * mebibyte },
  { what: 'a smaller model', class: 'Guaranteed', max: 768 * mebibyte, current: 700 * mebibyte },
];

function judgeRanking(): void {
  const [answer] = ask(root, [{ ranking: oomRanking, cgroups }]);
  verdict('the ranking can be evaluated', answer!.error === undefined, answer!.error);
  const scores = answer!.scores ?? [];
  for (const [index, { what }] of cgroups.slice(0, 6).entries())
    verdict(`${what} is never picked`, scores[index] === 0, String(scores[index]));
  verdict('the largest answer goes first', scores[6]! > scores[7]! && scores[7]! > 0, scores.join(' '));
}

/** What the factory calls an image without any customization: in Talos' own documentation and examples. */
const plainImage = '376567988ad370138ad8b2698212367b8edcb69b5fd68c80be1f2ec7d603b4ba';

function judgeSchematics(all: RackSpec[]): void {
  const kinds = all.flatMap(({ hardware }) => Object.values(hardware));
  const boards = boardNames.map((board) => ({ board, extensions: [] }));
  const fans = ['i2c-0', 'i2c-1'].map(
    (bus) => ({ board: 'raspberry-pi-4', extensions: [], fan: { chip: 'emc2301', bus } }) as const,
  );
  const schematics = [...kinds, ...boards, ...fans].map(schematicOf);
  const answers = ask(
    root,
    schematics.map(({ text }) => ({ schematic: text })),
  );
  const [plain] = ask(root, [{ schematic: 'customization: {}\n' }]);
  verdict('an image without customization has its well-known name', plain!.id === plainImage, plain!.id);
  schematics.forEach(({ id, text }, index) =>
    verdict(
      `schematic ${id} is named as the factory names it`,
      answers[index]!.id === id,
      answers[index]!.error ?? text,
    ),
  );
}

const all = racks();
console.log(`--- ${carriers.length} carriers on ${sampleFile}, not dist/homelab: the reference rack has one of them`);
for (const rack of all) judgeNodes(rack);
judgeFaults(all.find(({ name }) => name === 'homelab')!);
judgeRanking();
judgeSchematics(all);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
