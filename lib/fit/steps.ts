import type { AppBlock } from '../rack-file/app-block';
import { ofSize } from '../rack-file/size';
import { bytesOf, parseBytes, quantityOfBytes } from '../units/quantity';
import { comforts, purposes } from './comforts';
import { appsStated, withField, withSize, withoutApp } from './rack-text';

/** One thing that makes a rack ask for less, and what its owner loses by it. */
export interface Step {
  loss: string;
  apply: (text: string) => string;
}

type Block = Readonly<Record<string, unknown>>;

/** Everything that could be given up, the smallest loss first. */
export function stepsOf(text: string, blocks: readonly AppBlock[], on: ReadonlySet<string>): Step[] {
  const stated = appsStated(text);
  const apps = blocks
    .filter(({ name, section }) => on.has(name) && section === undefined)
    .map((app): Sized => ({ app, stated: stated.get(app.name) ?? {}, isNamed: stated.has(app.name) }));
  return [
    ...apps.flatMap(backToDefaults),
    ...apps.flatMap((each) => fewer(each, 2)),
    ...off(comforts, stated),
    ...apps.flatMap(ownSmallSize),
    ...apps.flatMap((each) => fewer(each, 1)),
    ...apps.flatMap(lessMemory),
    {
      loss: 'the whole rack in its small size: one replica where that is honest',
      apply: (each) => withSize(each, 'small'),
    },
    ...off(purposes, stated),
  ];
}

interface Sized {
  app: AppBlock;
  stated: Block;
  isNamed: boolean;
}

/** Replicas of what serves people: one fewer answers fewer at once, and two still bear a blade. */
const counts = ['replicas', 'instances'];

function defaultsOf({ app, stated }: Sized): Block {
  const schema = ofSize(app, stated.size === 'small' ? 'small' : 'standard');
  const { data } = schema.safeParse({});
  return (data ?? {}) as Block;
}

/** What its owner made larger than it comes. */
function backToDefaults(sized: Sized): Step[] {
  const { app, stated } = sized;
  const defaults = defaultsOf(sized);
  return Object.entries(stated).flatMap(([field, value]): Step[] => {
    const usual = defaults[field];
    if (!isLess(usual, value)) return [];
    return [
      {
        loss: `${app.name}: ${field} ${String(usual)} instead of ${String(value)}`,
        apply: (text) => withField(text, app.name, field, undefined),
      },
    ];
  });
}

function fewer(sized: Sized, wanted: number): Step[] {
  const { app, stated, isNamed } = sized;
  const block = { ...defaultsOf(sized), ...stated };
  return counts.flatMap((field): Step[] => {
    const value = block[field];
    if (typeof value !== 'number' || value <= wanted || !takes(app, { ...stated, [field]: wanted })) return [];
    const meaning = wanted === 1 ? 'away while its blade is' : 'fewer answers at once';
    return [
      {
        loss: `${app.name}: ${field} ${wanted} instead of ${value}, ${meaning}`,
        apply: (text) => withField(text, app.name, field, wanted, !isNamed),
      },
    ];
  });
}

function ownSmallSize({ app, stated, isNamed }: Sized): Step[] {
  if (!app.small || stated.size !== undefined) return [];
  const what = Object.entries(app.small).map(([field, value]) => `${field} ${String(value)}`);
  return [
    {
      loss: `${app.name}: its small size (${what.join(', ')})`,
      apply: (text) => withField(text, app.name, 'size', 'small', !isNamed),
    },
  ];
}

/** Half of the memory, and a quarter, down to the least that the program takes. */
function lessMemory(sized: Sized): Step[] {
  const { app, stated, isNamed } = sized;
  const memory = { ...defaultsOf(sized), ...stated }.memory;
  if (typeof memory !== 'string' || parseBytes(memory) === undefined) return [];
  return [2, 4].flatMap((part): Step[] => {
    const less = quantityOfBytes(Math.floor(bytesOf(memory) / part / 2 ** 20) * 2 ** 20);
    if (!takes(app, { ...stated, memory: less })) return [];
    return [
      {
        loss: `${app.name}: memory ${less} instead of ${memory}, nearer to being killed`,
        apply: (text) => withField(text, app.name, 'memory', less, !isNamed),
      },
    ];
  });
}

/** Only a line of its own can be taken out: what others need is on for them. */
function off(list: typeof comforts, stated: ReadonlyMap<string, Block>): Step[] {
  return list
    .filter(([app]) => stated.has(app))
    .map(([app, lost]) => ({ loss: `${app}: off, ${lost}`, apply: (text) => withoutApp(text, app) }));
}

function takes({ schema }: AppBlock, block: Block): boolean {
  return schema.safeParse(block).success;
}

function isLess(usual: unknown, value: unknown): boolean {
  if (typeof usual === 'number' && typeof value === 'number') return usual < value;
  if (typeof usual !== 'string' || typeof value !== 'string') return false;
  const [a, b] = [parseBytes(usual), parseBytes(value)];
  return a !== undefined && b !== undefined && a < b;
}
