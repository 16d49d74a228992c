import { readdirSync } from 'node:fs';
import type { RackSpec } from '../rack-file/rack';
import { loadSample } from '../testing/sample-rack';
import { productApps } from './project';
import { sectionsOf } from './page-section';
import { runbookPage } from './runbook-page';
import { runbookFolder, runbookPages } from './runbook-pages';
import { partsFor } from './runbook-parts';
import { hasOf } from './what-it-has';
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
    expect(texts.filter(([, text]) => /<!-- (?:if|end|list)/.test(text)).map(([path]) => path)).toEqual([]);
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

  test('every link to a section leads to one, on its page and on others', () => {
    const sections = new Map(texts.map(([path, text]) => [path.replace(/^.*\//, ''), sectionsOf(text)]));
    const dead = texts.flatMap(([path, text]) =>
      [...text.matchAll(/\]\(([a-zA-Z-]+\.md)?#([^)]+)\)/g)].flatMap(([link, page, anchor = '']) =>
        sections.get(page ?? path.replace(/^.*\//, ''))?.has(anchor) ? [] : [`${path} ${link}`],
      ),
    );
    expect(dead).toEqual([]);
  });

  test('steps are numbered without a gap', () => {
    const gaps = texts.filter(([, text]) => {
      const numbers = [...text.matchAll(/^## (\d+)\. /gm)].map(([, number]) => Number(number));
      return numbers.some((number, index) => number !== index + 1);
    });
    expect(gaps.map(([path]) => path)).toEqual([]);
  });

  test('its power is cut as its machines hang on a switch, or do not', () => {
    const { switches, blades } = rack;
    const hung = pagesOf(rack)[`${runbookFolder(rack.name)}/hung-blade.md`] ?? '';
    const isControlled = blades.some(({ feed }) => switches[feed?.switch ?? '']?.control !== undefined);
    expect(/rackwright power/.test(hung)).toBe(blades.some(({ feed }) => feed !== undefined));
    expect(/rackwright power cycle/.test(hung)).toBe(isControlled);
    expect(/plug/.test(hung)).toBe(blades.every(({ feed }) => feed === undefined));
  });
});

test('every link to a section names one that its page has on some rack', () => {
  const sections = new Map([...pages].map(([name, text]) => [name, sectionsOf(text)]));
  const dead = [...pages].flatMap(([name, text]) =>
    [...text.matchAll(/\]\((?:([a-zA-Z-]+)\.md)?#([^)]+)\)/g)].flatMap(([link, page, anchor = '']) =>
      sections.get(page ?? name)?.has(anchor) ? [] : [`${name} ${link}`],
    ),
  );
  expect(dead).toEqual([]);
});

/** `npx rackwright runbook <page> <blade>`, or the page of the whole rack. */
function pageOf(name: string, file: string, about: { blade?: string; lists?: Record<string, string> } = {}): string {
  const rack = loadProductRack(file);
  const has = hasOf({ rack, apps: Object.keys(rack.apps), allApps, ...about });
  return runbookPage(partsFor(pages.get(name) ?? '', has), rack, about.blade);
}

const onlyOne = 'clusters/examples/vm-control-plane.yaml';
const three = 'clusters/examples/usb-nics.yaml';

describe('replace-a-blade', () => {
  const of = (file: string, about?: Parameters<typeof pageOf>[2]) => pageOf('replace-a-blade', file, about);
  const [only] = loadProductRack(onlyOne).blades.filter(({ role }) => role === 'control-plane');
  const [first] = loadProductRack(three).blades.filter(({ role }) => role === 'control-plane');

  test('of the only control plane sends to its own page and to nothing else', () => {
    const text = of(onlyOne, { blade: only!.name });
    expect(text).toContain('lose-the-only-control-plane');
    expect(text).not.toMatch(/kubectl|^## /m);
  });

  test('of a worker beside it asks no other member of etcd', () => {
    expect(of(onlyOne)).not.toContain('etcd members');
  });

  test('of one of several asks another one, never the dead blade itself', () => {
    const asked = /--nodes (\S+) etcd members/.exec(of(three, { blade: first!.name }))?.[1];
    const others = loadProductRack(three).blades.filter((each) => each.role === 'control-plane' && each !== first);
    expect(others.map(({ address }) => address)).toContain(asked);
  });

  test('has the new MAC address written down before the machine is configured, where the rack file states the old one', () => {
    const text = of(three);
    expect(text).toMatch(/mac:[\s\S]*npm start[\s\S]*delete node[\s\S]*gen config/);
    expect(of('clusters/examples/two-switches.yaml')).not.toContain('`mac:`');
  });

  test('says which claims are the only copy, wherever claims are given up', () => {
    const lists = { claims: '| a table |', 'only-copies': '`documents-open-webui-0` (namespace `ml`)' };
    const text = of(three, { lists });
    const sections = sectionsOf(text);
    for (const section of ['volumes-of-the-dead-disk', 'one-member-moves'])
      expect(sections.get(section)).toMatch(/documents-open-webui-0[\s\S]*delete persistentvolumeclaim/);
    expect(sections.get('volumes-of-the-dead-disk')).toContain('| a table |');
    expect(of(three)).not.toMatch(/only cop/i);
  });

  test('names no namespace in which it assumes every claim', () => {
    expect(of(three)).not.toMatch(/--namespace data (?:label|delete) /);
  });
});

test.each([
  ['<!-- if a -->x<!-- if b -->y<!-- end -->z<!-- end -->', 'xyz'],
  ['<!-- if a -->x<!-- if c -->y<!-- end -->z<!-- end -->', 'xz'],
  ['<!-- if c -->x<!-- if a -->y<!-- end -->z<!-- end -->!', '!'],
  ['<!-- if a -->\nx\n<!-- if c -->\ny\n<!-- end -->\n<!-- end -->\nz', 'x\nz'],
  ['<!-- list claims -->', '| a |'],
  ['<!-- if not a or b -->x<!-- end -->', 'x'],
])('of %j stays %j', (text, stays) => {
  const has = { on: new Set(['a', 'b']), off: new Set<string>(), offNamespaces: new Set<string>() };
  expect(partsFor(text, { ...has, lists: new Map([['claims', '| a |']]) })).toBe(stays);
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
