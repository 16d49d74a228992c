import Ajv from 'ajv/dist/2020';
import { loadReference } from '../testing/reference-rack';
import type { DeskFacts, DeskLine } from './desk';
import { driftOf } from './drift';
import { doctorAsText, doctorJsonSchema, doctorReport } from './report';

const rack = { ...loadReference(), recipients: ['age1ours'] };
const nowMs = Date.parse('2026-11-28T12:00:00Z');
const inDays = (days: number) => new Date(nowMs + days * 86_400_000).toISOString();

const sound: DeskFacts = {
  nowMs,
  rack,
  tools: [
    { name: 'git', version: '2.39.5' },
    { name: 'kubectl', version: rack.kubernetes },
    { name: 'talosctl', version: rack.talos },
    { name: 'helm', version: '3.19.0' },
  ],
  key: {
    file: '/home/you/keys.txt',
    isThere: true,
    isOpenToOthers: false,
    isInRepository: false,
    recipients: ['age1ours'],
  },
  kubeconfig: { leadsTo: [rack.network.controlPlane], certificateEnds: inDays(200) },
  talosconfig: { leadsTo: [rack.blades[0]!.address], certificateEnds: inDays(200) },
  places: ['blade-01, Talos', 'blade-02, Talos', 'the git server'].map((what) => ({
    what,
    address: '192.168.1.11',
    port: 50_000,
    isOpen: true,
    why: '',
  })),
  machines: [{ blade: 'blade-04', version: rack.talos, documents: [{ kind: 'HostnameConfig', hostname: 'blade-04' }] }],
  patches: { 'blade-04': [{ kind: 'HostnameConfig', hostname: 'blade-04' }] },
};

const bad = (facts: DeskFacts): DeskLine[] => doctorReport(facts).lines.filter(({ level }) => level !== 'well');

test('a desk that has everything is told so', () => {
  expect(bad(sound)).toEqual([]);
  expect(doctorAsText(doctorReport(sound))).toContain('this machine has what it takes');
});

test.each<[string, Partial<DeskFacts>, DeskLine['level'], RegExp, RegExp]>([
  [
    'a tool that is missing',
    { tools: [{ name: 'talosctl', why: 'talosctl is not installed' }] },
    'wrong',
    /^talosctl is not installed/,
    /^install talosctl/,
  ],
  [
    'a talosctl of another version',
    { tools: [{ name: 'talosctl', version: '1.13.1' }] },
    'wrong',
    /^talosctl is 1\.13\.1, the rack runs/,
    /^install talosctl 1\.14/,
  ],
  [
    'a kubectl two versions off',
    { tools: [{ name: 'kubectl', version: '1.33.0' }] },
    'wrong',
    /^kubectl is 1\.33\.0/,
    /^install kubectl/,
  ],
  [
    'no key',
    { key: { ...sound.key, isThere: false, recipients: [] } },
    'wrong',
    /no age key is at hand \(\/home\/you\/keys\.txt\)/,
    /bring the rack/,
  ],
  [
    'another rack’s key',
    { key: { ...sound.key, recipients: ['age1other'] } },
    'wrong',
    /age1other.* none of the rack/,
    /docs\/secrets\.md/,
  ],
  [
    'a key that others may read',
    { key: { ...sound.key, isOpenToOthers: true } },
    'risk',
    /can be read by others/,
    /^chmod 600/,
  ],
  [
    'a key in the repository',
    { key: { ...sound.key, isInRepository: true } },
    'wrong',
    /lies in the repository/,
    /^move it/,
  ],
  [
    'a kubeconfig of another cluster',
    { kubeconfig: { leadsTo: ['10.0.0.1'] } },
    'wrong',
    /kubeconfig leads to 10\.0\.0\.1, which is not in the rack file/,
    /context/,
  ],
  [
    'no kubeconfig',
    { kubeconfig: { leadsTo: [], why: 'no such file' } },
    'wrong',
    /^kubeconfig could not be read: no such file/,
    /KUBECONFIG/,
  ],
  [
    'a login that only a missing program can read',
    { talosconfig: { leadsTo: [], why: 'talosctl is not installed' } },
    'wrong',
    /^talosconfig could not be read: talosctl is not installed/,
    /^install it$/,
  ],
  [
    'a certificate that has ended',
    { talosconfig: { ...sound.talosconfig, certificateEnds: inDays(-1) } },
    'wrong',
    /certificate in talosconfig has ended/,
    /config new/,
  ],
  [
    'a certificate that ends soon',
    { kubeconfig: { ...sound.kubeconfig, certificateEnds: inDays(9) } },
    'risk',
    /ends in 9 days/,
    /kubeconfig$/,
  ],
  [
    'a place that does not answer',
    {
      places: [
        sound.places[0]!,
        { what: 'the git server', address: 'git.example.org', port: 443, isOpen: false, why: 'refused' },
      ],
    },
    'wrong',
    /^the git server at git\.example\.org:443 does not answer: refused/,
    /git\.example\.org/,
  ],
  [
    'a machine of another version',
    { machines: [{ ...sound.machines[0]!, version: '1.14.0' }] },
    'risk',
    /^blade-04 runs Talos 1\.14\.0/,
    /runbook upgrade/,
  ],
  [
    'a machine that runs something else',
    { machines: [{ ...sound.machines[0]!, documents: [{ kind: 'HostnameConfig', hostname: 'other' }] }] },
    'wrong',
    /^blade-04 does not run what talos\/homelab\/ says: HostnameConfig\.hostname$/,
    /nodes\/blade-04\.yaml --dry-run/,
  ],
  [
    'a machine that does not answer',
    { machines: [{ blade: 'blade-04', why: 'refused' }] },
    'risk',
    /^blade-04 could not be asked: refused/,
    /^talosctl --nodes 192\.168\.1\.14 version/,
  ],
])('%s is named, with what to do', (_, facts, level, says, fix) => {
  const [line, ...others] = bad({ ...sound, ...facts });
  expect(others).toEqual([]);
  expect(line?.level).toBe(level);
  expect(line?.message).toMatch(says);
  expect(line?.fix).toMatch(fix);
});

test('a desk that hears nothing has one fault, not one for each blade', () => {
  const places = sound.places.map((each) => ({ ...each, isOpen: false, why: 'no route' }));
  expect(bad({ ...sound, places }).map(({ message }) => message)).toEqual([
    'nothing of the rack answers this machine (no route)',
  ]);
});

describe('drift', () => {
  const running = [
    { version: 'v1alpha1', machine: { token: 'a secret', network: { hostname: 'x' } } },
    { kind: 'LinkConfig', name: 'uplink', up: true, addresses: [{ address: '10.0.0.4/24', routePriority: 1 }] },
    { kind: 'SysctlConfig', list: ['a', 'b', 'c'] },
  ];

  test.each<[string, unknown[], string[]]>([
    ['what a machine has besides is none', [{ kind: 'LinkConfig', name: 'uplink', up: true }], []],
    [
      'entries of lists may have more than was asked',
      [{ kind: 'LinkConfig', name: 'uplink', addresses: [{ address: '10.0.0.4/24' }] }],
      [],
    ],
    ['an entry of a list that is missing', [{ kind: 'SysctlConfig', list: ['d'] }], ['SysctlConfig.list']],
    ['another value', [{ kind: 'LinkConfig', name: 'uplink', up: false }], ['LinkConfig/uplink.up']],
    ['a document that is missing', [{ kind: 'LinkConfig', name: 'other' }], ['LinkConfig/other is missing']],
    [
      'a field that is missing',
      [{ machine: { network: { hostname: 'x', mtu: 9000 } } }],
      ['machine.machine.network.mtu'],
    ],
    [
      'the later patch wins',
      [
        { kind: 'LinkConfig', name: 'uplink', up: false },
        { kind: 'LinkConfig', name: 'uplink', up: true },
      ],
      [],
    ],
    [
      'a number and its text are one',
      [{ kind: 'LinkConfig', name: 'uplink', addresses: [{ routePriority: '1' }] }],
      [],
    ],
  ])('%s', (_, patches, paths) => {
    expect(driftOf(patches, running)).toEqual(paths);
  });

  test('no value of the running configuration is ever in what is said', () => {
    const facts = {
      ...sound,
      patches: { 'blade-04': [{ machine: { token: 'another' } }] },
      machines: [{ blade: 'blade-04', documents: running }],
    };
    expect(doctorAsText(doctorReport(facts))).toContain('machine.machine.token');
    expect(doctorAsText(doctorReport(facts))).not.toContain('a secret');
  });
});

test('the document is what its schema says', () => {
  const validate = new Ajv({ strict: false }).compile(doctorJsonSchema());
  expect(validate(JSON.parse(JSON.stringify(doctorReport(sound))))).toBe(true);
  expect(validate({ version: 2 })).toBe(false);
});
