import { readdirSync } from 'node:fs';
import type { RackSpec } from '../rack-file/rack';
import { loadSample } from '../testing/sample-rack';
import { productApps } from './project';
import { runbookFolder, runbookPages } from './runbook-pages';
import { loadProductRack, productPages as pages } from './testing/product-pages';

const allApps = productApps;
const examples = ['clusters/examples', 'test/fixtures/racks'].flatMap((each) =>
  readdirSync(each).flatMap((name) => (name.endsWith('.yaml') ? [`${each}/${name}`] : [])),
);

function pagesOf(rack: RackSpec, productDocs = false): Record<string, string> {
  return runbookPages({ rack, apps: Object.keys(rack.apps), allApps, pages, productDocs });
}

/** Addresses that mean the same on every rack: the machine itself, and documentation. */
const everywhere = /^(127\.0\.0\.1|0\.0\.0\.0|1\.1\.1\.1)$/;

function addressesOf({ network, blades }: RackSpec): Set<string> {
  const { nodes, gateway, controlPlane, loadBalancers } = network;
  return new Set([
    nodes.replace(/\/\d+$/, ''),
    gateway,
    controlPlane,
    loadBalancers.first,
    ...blades.map(({ address }) => address),
  ]);
}

describe.each(examples)('on the pages of %s', (file) => {
  const rack = loadProductRack(file);
  const texts = Object.entries(pagesOf(rack));
  const off = productApps.filter(({ name }) => !(name in rack.apps)).map(({ name }) => name);

  test('no command is about an object of an app that does not run', () => {
    const wrong = texts.flatMap(([path, text]) =>
      [...text.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, commands = '']) =>
        commands
          .split('\n')
          .filter(
            (line) =>
              (off.includes('longhorn') && /longhorn-system/.test(line)) ||
              off.some((name) => new RegExp(`[a-z]/${name}(?:-\\d+)?(?=[\\s'"]|$)`).test(line)),
          )
          .map((line) => `${path} ${line}`),
      ),
    );
    expect(wrong).toEqual([]);
  });

  test('no mark of a part is left', () => {
    expect(texts.filter(([, text]) => /<!-- (?:if|end)/.test(text)).map(([path]) => path)).toEqual([]);
  });

  test('no address is another rack’s', () => {
    const own = addressesOf(rack);
    const foreign = texts.flatMap(([path, text]) =>
      [...text.matchAll(/(?<![\d.])\d+\.\d+\.\d+\.\d+(?![\d.]*\d)/g)].flatMap(([address]) =>
        own.has(address) || everywhere.test(address) ? [] : [`${path} ${address}`],
      ),
    );
    expect(foreign).toEqual([]);
  });

  test('no blade and no domain is another rack’s', () => {
    const names = new Set(rack.blades.map(({ name }) => name));
    const blades = texts.flatMap(([path, text]) =>
      [...text.matchAll(/\bblade-\d+\b/g)].flatMap(([name]) => (names.has(name) ? [] : [`${path} ${name}`])),
    );
    expect(blades).toEqual([]);
    const others = texts.filter(([, text]) => text.replaceAll(rack.network.domain, '').includes('rack.home.arpa'));
    expect(others).toEqual([]);
  });

  test('only control planes are named where control planes are reset', () => {
    const roles = new Map(rack.blades.map(({ address, role }) => [address, role]));
    const snapshot = pagesOf(rack)[`${runbookFolder(rack.name)}/etcd-snapshot.md`] ?? '';
    const reset = [...snapshot.matchAll(/--nodes (\S+) reset/g)].flatMap(([, list = '']) => list.split(','));
    expect(reset.length).toBeGreaterThan(0);
    expect(reset.map((address) => roles.get(address))).toEqual(reset.map(() => 'control-plane'));
  });

  test('only apps that it runs have one, and every link to another page leads to one', () => {
    const names = texts.map(([path]) => path.slice(runbookFolder(rack.name).length + 1, -3));
    expect(names.filter((name) => allApps.some((each) => each.name === name) && !(name in rack.apps))).toEqual([]);
    const links = texts.flatMap(([, text]) => [...text.matchAll(/\]\(([a-zA-Z-]+)\.md/g)].map(([, name = '']) => name));
    expect(links.filter((name) => !names.includes(name))).toEqual([]);
  });
});

describe('a link to another page of Rackwright', () => {
  const [redis] = ['redis'].map((name) => `${runbookFolder('sample')}/${name}.md`);
  const text = new Map([
    [
      'redis',
      'See [the rules](../rules.md#review), [the map](../../ARCHITECTURE.md), [the ledger](../ledger-homelab.md).\n',
    ],
  ]);
  const of = (productDocs: boolean) =>
    runbookPages({ rack: loadSample(), apps: ['redis'], allApps, pages: text, productDocs })[redis!];

  test('stays where that page is', () => {
    expect(of(true)).toBe(
      'See [the rules](../rules.md#review), [the map](../../ARCHITECTURE.md), [the ledger](../ledger-sample.md).\n',
    );
  });

  test('says elsewhere where it is installed, and leaves the words of what is not', () => {
    expect(of(false)).toBe(
      'See the rules (`node_modules/rackwright/docs/rules.md`), the map, [the ledger](../ledger-sample.md).\n',
    );
  });
});

test('a page that an owner wrote of an app of their own comes along', () => {
  const own = new Map([...pages, ['whoami', '# whoami\n']]);
  const made = runbookPages({ rack: loadSample(), apps: ['whoami'], allApps, pages: own });
  expect(made[`${runbookFolder('sample')}/whoami.md`]).toBe('# whoami\n');
});
