import { compareRacks, type ReadRack } from './compare-racks';
import { loadRack } from './load';

function rack(file: string, edit: (text: string) => string = (text) => text): ReadRack {
  const text = edit(`name: attic
talos: 1.14.2
kubernetes: 1.36.4
git: { url: https://git.example.org/you/racks }
network: { nodes: 192.168.1.0/24, gateway: 192.168.1.1, controlPlane: 192.168.1.10, loadBalancers: 192.168.1.200-209, domain: attic.home.arpa }
hardware: { cm4: { arch: arm64, cores: 4, memory: 8GB, disk: 1TB, watts: 3W-12W } }
switches: { poe: { ports: 8, perPort: 25W, total: 100W, unifi: https://192.168.1.1 } }
blades:
  - { names: a-1, addresses: 192.168.1.10, ports: poe/1, hardware: cm4, role: control-plane }
  - { names: a-2..3, addresses: 192.168.1.12-13, ports: poe/2-3, hardware: cm4 }
backups: { offsite: { endpoint: https://s3.example.org, bucket: attic } }
`);
  const { rack: spec, problems } = loadRack({ text, file, apps: [] });
  if (!spec) throw new Error(JSON.stringify(problems));
  return { file, text, rack: spec };
}

const garage = (text: string) =>
  text
    .replace('name: attic', 'name: garage')
    .replace('attic.home.arpa', 'garage.home.arpa')
    .replace('bucket: attic', 'bucket: garage')
    .replace('192.168.1.10,', '192.168.1.20,')
    .replace('192.168.1.10,', '192.168.1.20,')
    .replace('192.168.1.12-13', '192.168.1.22-23')
    .replace('200-209', '210-219')
    .replace('poe/1', 'poe/4')
    .replace('poe/2-3', 'poe/5-6');

describe('racks of one repository', () => {
  it('are silent beside each other when they share nothing', () => {
    expect(compareRacks([rack('clusters/attic.yaml'), rack('clusters/garage.yaml', garage)])).toEqual([]);
  });

  it.each<[string, (text: string) => string, string]>([
    [
      'one name',
      (text) => garage(text).replace('name: garage', 'name: attic'),
      'error 1 two rack files are named attic',
    ],
    [
      'one domain',
      (text) => garage(text).replace('garage.home.arpa', 'attic.home.arpa'),
      'warning 5 two racks answer for attic.home.arpa',
    ],
    [
      'one bucket',
      (text) => garage(text).replace('bucket: garage', 'bucket: attic'),
      'warning 11 two racks back up to bucket attic',
    ],
    [
      'one bucket, its port written out',
      (text) =>
        garage(text).replace('bucket: garage', 'bucket: attic').replace('s3.example.org', 's3.example.org:443/'),
      'warning 11 two racks back up to bucket attic',
    ],
    [
      'one pool',
      (text) => garage(text).replace('210-219', '205-214'),
      'warning 5 network.loadBalancers is taken by another rack',
    ],
    [
      'one address of a blade',
      (text) => garage(text).replace('192.168.1.22-23', '192.168.1.13-14'),
      'warning 8 a-2 192.168.1.13 is taken by another rack',
    ],
    [
      'one port of one switch',
      (text) => garage(text).replace('poe/5-6', 'poe/3-4').replace('poe/4', 'poe/5'),
      'warning 8 a-2 hangs on poe/3, as a-3 of another rack does',
    ],
  ])('say so when they share %s', (_name, edit, expected) => {
    const found = compareRacks([rack('clusters/attic.yaml'), rack('clusters/garage.yaml', edit)]);
    expect(found.map(({ level, line, title }) => `${level} ${line} ${title}`)).toEqual([expected]);
    expect(found[0]?.file).toBe('clusters/garage.yaml');
  });

  it('may share every address where their networks are not the same', () => {
    const elsewhere = (text: string) =>
      text
        .replace('name: attic', 'name: cabin')
        .replace('attic.home.arpa', 'cabin.home.arpa')
        .replace('bucket: attic', 'bucket: cabin')
        .replace('gateway: 192.168.1.1,', 'gateway: 192.168.1.254,')
        .replace('unifi: https://192.168.1.1 ', 'unifi: https://192.168.1.254 ');
    expect(compareRacks([rack('clusters/attic.yaml'), rack('clusters/cabin.yaml', elsewhere)])).toEqual([]);
  });
});
