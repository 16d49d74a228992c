import { existsSync, readFileSync } from 'node:fs';
import { circles, importsBelow, isForTests } from './import-picture';

const rooms = JSON.parse(readFileSync('rooms.json', 'utf8')) as Record<string, string[]>;
const names = Object.keys(rooms);
const imports = importsBelow(['lib', 'imports']);

/** Where nothing right of the facts may be reached from, and the other way round. */
const left = ['lib/kit', 'lib/apps', 'lib/cluster.ts', 'lib/compose.ts'];
const right = ['lib/output', 'lib/checks', 'lib/placement', 'lib/review', 'lib/report'];

const isIn = (room: string, path: string) => path === room || path.startsWith(`${room}/`);

/** What the files of a room import outside it, each as the list names it: a room, or one file of it. */
function drawnFromCode(room: string): string[] {
  const arrows = [...imports]
    .filter(([file]) => isIn(room, file))
    .flatMap(([, imported]) => imported)
    .filter((path) => !isIn(room, path) && !isForTests(path));
  const stated = rooms[room] ?? [];
  const nameOf = (path: string) =>
    stated.find((each) => isIn(each, path)) ?? names.find((each) => isIn(each, path)) ?? path;
  return [...new Set(arrows.map(nameOf))].sort();
}

/** `lib/kit` → what the table of ARCHITECTURE.md says it imports, in the words of rooms.json; a room may have two rows. */
function drawnByThePage(): Record<string, string[]> {
  const rows = readFileSync('ARCHITECTURE.md', 'utf8').matchAll(/^\| `([^`]+)` \|.*\| ([^|]*)\|$/gm);
  const drawn: Record<string, string[]> = {};
  for (const [, path = '', cell = ''] of rows) {
    const room = names.find((name) => path === name || path === `${name}/` || path.startsWith(`${name}/<`));
    if (room === undefined) continue;
    const words = [...cell.matchAll(/`([^`]+)`/g)].map(([, word = '']) => spelledOut(word));
    drawn[room] = [...new Set([...(drawn[room] ?? []), ...words])].sort();
  }
  return drawn;
}

function spelledOut(word: string): string {
  if (names.includes(word)) return word;
  const path = `lib/${word}`;
  if (names.includes(path)) return path;
  return existsSync(`${path}.ts`) ? `${path}.ts` : word;
}

test.each(names)('%s imports what rooms.json says, no less and no more', (room) => {
  expect(drawnFromCode(room)).toEqual([...(rooms[room] ?? [])].sort());
});

test('every file of lib/ is in a room of the list', () => {
  const homeless = [...importsBelow(['lib']).keys()].filter((file) => !names.some((room) => isIn(room, file)));
  expect(homeless).toEqual([]);
});

test('the picture of ARCHITECTURE.md is that list', () => {
  const sorted = Object.fromEntries(names.map((room) => [room, [...(rooms[room] ?? [])].sort()]));
  expect(drawnByThePage()).toEqual(sorted);
});

/** Every room that can be reached from one, itself included. */
function reachedFrom(room: string, seen = new Set<string>()): Set<string> {
  if (seen.has(room)) return seen;
  seen.add(room);
  for (const next of rooms[room] ?? []) reachedFrom(names.find((name) => isIn(name, next)) ?? next, seen);
  return seen;
}

test('kit and checks stand side by side over the facts', () => {
  const crossings = [
    ...left.flatMap((room) => right.filter((other) => reachedFrom(room).has(other)).map((other) => [room, other])),
    ...right.flatMap((room) => left.filter((other) => reachedFrom(room).has(other)).map((other) => [room, other])),
  ];
  expect(crossings).toEqual([]);
  for (const room of ['lib/kit', 'lib/checks']) expect(rooms[room]).toContain('lib/facts');
  expect([...left, ...right].filter((room) => reachedFrom('lib/facts').has(room))).toEqual([]);
});

test('nothing imports itself in a circle, not even for a type', () => {
  expect(
    circles(
      importsBelow([
        'lib',
        'cli',
        'imports',
        'release',
        'test/cluster',
        'test/judges',
        'test/rack',
        'thermal-daemon/src',
      ]),
    ),
  ).toEqual([]);
});

test('a circle would be found', () => {
  const imports = new Map([
    ['a', ['b']],
    ['b', ['c', 'd']],
    ['c', ['a']],
    ['d', []],
  ]);
  expect(circles(imports)).toEqual([['a', 'b', 'c']]);
});
