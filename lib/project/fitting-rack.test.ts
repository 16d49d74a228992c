import { stringify } from 'yaml';
import { appBlocks } from '../app-blocks';
import { loadRack } from '../rack-file/load';
import { fittingRack } from './fitting-rack';
import { givenNodes } from './given-nodes';
import type { MachineKind } from './node-lists/given-node';
import { productApps } from './project';

const cm4: MachineKind = { arch: 'arm64', cores: 4, memory: '8GB', disk: '1TB' };
const lines = (count: number) =>
  Array.from(
    { length: count },
    (_, i) => `blade-${String(i + 1).padStart(2, '0')} 10.20.0.${11 + i}${i < 3 ? ' control-plane' : ''}`,
  );
const nodesOf = (text: string) => givenNodes(text, 'nodes.txt', cm4).nodes;
const answers = {
  name: 'attic',
  git: 'https://git.example.org/attic',
  network: '10.20.0.0/24',
  gateway: '10.20.0.1',
  controlPlane: '10.20.0.10',
  loadBalancers: '10.20.0.200-219',
  domain: 'rack.home.arpa',
};

describe('a list of machines', () => {
  test.each<[string, string, object[]]>([
    [
      'lines',
      '# mine\nmini 10.0.0.2 control-plane arch=amd64 cores=8 memory=32GB\nblade, 10.0.0.3 disk=500GB board=raspberry-pi-5\n',
      [
        { ...cm4, name: 'mini', address: '10.0.0.2', role: 'control-plane', arch: 'amd64', cores: 8, memory: '32GB' },
        { ...cm4, name: 'blade', address: '10.0.0.3', role: 'worker', disk: '500GB', board: 'raspberry-pi-5' },
      ],
    ],
    [
      'a talconfig.yaml',
      stringify({
        clusterName: 'x',
        nodes: [
          { hostname: 'a', ipAddress: '10.0.0.2', controlPlane: true },
          { hostname: 'b', ipAddress: '10.0.0.3', controlPlane: false },
        ],
      }),
      [
        { ...cm4, name: 'a', address: '10.0.0.2', role: 'control-plane' },
        { ...cm4, name: 'b', address: '10.0.0.3', role: 'worker' },
      ],
    ],
    [
      'what kubectl get nodes prints',
      stringify({
        apiVersion: 'v1',
        kind: 'List',
        items: [
          {
            metadata: { name: 'a', labels: { 'node-role.kubernetes.io/control-plane': '' } },
            status: {
              addresses: [{ type: 'InternalIP', address: '10.0.0.2' }],
              capacity: { cpu: '8', memory: '32650724Ki' },
              nodeInfo: { architecture: 'amd64' },
            },
          },
        ],
      }),
      [{ name: 'a', address: '10.0.0.2', role: 'control-plane', arch: 'amd64', cores: 8, memory: '33GB', disk: '1TB' }],
    ],
  ])('is read from %s', (_, text, nodes) => {
    expect(nodesOf(text)).toEqual(nodes);
  });

  test('without a control plane makes the first machine one', () => {
    expect(nodesOf('a 10.0.0.2\nb 10.0.0.3').map(({ role }) => role)).toEqual(['control-plane', 'worker']);
  });

  test('without machines is refused', () => {
    expect(() => nodesOf('# nothing here')).toThrow('names no machine');
  });
});

describe('a rack file for given machines', () => {
  test.each([
    ['five blades', lines(5), 'models, retrieval, dashboards and alerts in their small sizes'],
    [
      'five blades and a mini PC',
      [
        'mini 10.20.0.21 control-plane arch=amd64 cores=8 memory=32GB',
        ...lines(5).map((line) => line.replace(' control-plane', '')),
      ],
      'models, retrieval, dashboards and alerts in their small sizes',
    ],
    ['twenty blades', lines(20), 'models, retrieval, dashboards, alerts and backups'],
  ])('runs what %s can carry', (_, nodes, what) => {
    const rack = fittingRack({ ...answers, nodes: nodesOf(nodes.join('\n')) });
    expect(rack.what).toBe(what);
    const { problems } = loadRack({ text: rack.text, file: 'clusters/attic.yaml', apps: appBlocks(productApps) });
    expect(problems.filter(({ level }) => level === 'error')).toEqual([]);
  });
});
