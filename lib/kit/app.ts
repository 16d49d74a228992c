import type { Construct } from 'constructs';
import type { z } from 'zod';
import type { Asks, Machines, NamedModel, OutsidePeer, WantedModel } from '../rack-file/app-block';
import type { AppFacts } from '../facts/app-facts';
import type { RackSpec } from '../rack-file/rack';
import type { OpenAddress } from './open-address';
import type { RuleGroup } from './alerts';
import type { Area } from './area';
import type { Contract, Met, Need } from './contract';
import type { DeclaredDashboard } from './dashboards';
import { type Fields, refuseUnknown } from './fields';
import type { ScrapeTarget } from './scrape';
import type { PodSecurityLevel } from './security';

/**
 * One app of the rack: what its owner may state about it, what it leans on, what it offers, and how it is built.
 * The file is always `lib/apps/<area>/<name>.ts` or the owner's `apps/<name>.ts`, the block in the rack file always `apps.<name>`.
 */
export interface AppProps<Block extends z.ZodObject, Needs extends Record<string, Need>, Built> {
  name: string;
  /** Of those that come with Rackwright; one of the owner's stands in `apps/`. */
  area?: Area;
  /** One line for the reference page. */
  summary: string;
  spec: Block;
  /** @default - needs nothing */
  needs?: Needs;
  /** What fields of the block are in a rack of small size, where it does not say; the block has `size`. @default - the same */
  small?: Partial<z.input<Block>>;
  /** On where the rack file has this section, in the place of others that offer the same. @default - named under `apps` */
  section?: string;
  /** Contracts that what `build` returns fulfils; its class says so with `implements`. @default - offers nothing */
  offers?: readonly Contract<never>[];
  /** Namespaces its objects live in, with the level each must enforce; apps that share one must agree. */
  namespaces: Record<string, PodSecurityLevel>;
  /** Part of the platform: the rack file may not switch it off. @default false */
  alwaysOn?: boolean;
  /** What it takes of the rack's disks and blades. @default - nothing that adds up */
  asks?: (block: z.infer<Block>, rack: Machines) => Asks;
  /** Services named in its block that must not stand on the rack itself. @default - none */
  outside?: (block: z.infer<Block>) => OutsidePeer[];
  /** Models that somebody may ask for where it is on. @default - none */
  models?: (block: z.infer<Block>) => NamedModel[];
  /** Models that its block names: the rack file is refused where nobody serves one. @default - none */
  wantsModels?: (block: z.infer<Block>) => WantedModel[];
  /** What rules and pages reckon with and no object of its says. @default - nothing */
  states?: (block: z.infer<Block>, rack: Machines) => AppFacts;
  build: (scope: Construct, given: Met<Needs> & { spec: z.infer<Block>; rack: RackSpec }) => Built;
  /** Called once every app of the rack is built: for the few that gather from all. @default - nothing to gather */
  whenAllBuilt?: (built: Built, all: Gathered) => void;
}

export type { NamedModel, OutsidePeer, WantedModel };

/** What the built apps have declared. */
export interface Gathered {
  /** Names of the apps that are on and found something to do. */
  apps: ReadonlySet<string>;
  scrapeTargets: ScrapeTarget[];
  /** What people open, by address. */
  openAddresses: readonly Pick<OpenAddress, 'url' | 'behind'>[];
  /** Alerts and recorded series, a group for each app that has some, by name of the app. */
  ruleGroups: RuleGroup[];
  /** By name of the app, then in the order in which the app declares them. */
  dashboards: DeclaredDashboard[];
}

/** An app whose block and peers the composition root need not know by type. */
export interface App {
  readonly name: string;
  readonly area?: Area;
  /** Path of an owner's app. @default - where an app of Rackwright stands */
  readonly source?: string;
  readonly summary: string;
  readonly spec: z.ZodObject;
  readonly needs: Record<string, Need>;
  readonly small?: Readonly<Record<string, unknown>>;
  readonly section?: string;
  readonly offers: readonly Contract<never>[];
  readonly namespaces: Record<string, PodSecurityLevel>;
  readonly alwaysOn: boolean;
  readonly asks?: (block: never, rack: Machines) => Asks;
  readonly outside?: (block: never) => OutsidePeer[];
  readonly models?: (block: never) => NamedModel[];
  readonly wantsModels?: (block: never) => WantedModel[];
  readonly states?: (block: never, rack: Machines) => AppFacts;
  build(scope: Construct, given: never): unknown;
  readonly whenAllBuilt?: (built: never, all: Gathered) => void;
}

const fields: Fields<AppProps<z.ZodObject, Record<string, Need>, unknown>> = {
  name: true,
  area: true,
  summary: true,
  spec: true,
  needs: true,
  small: true,
  section: true,
  offers: true,
  namespaces: true,
  alwaysOn: true,
  asks: true,
  outside: true,
  models: true,
  wantsModels: true,
  states: true,
  build: true,
  whenAllBuilt: true,
};

/** @throws Error for a field that there is not */
export function app<Block extends z.ZodObject, Needs extends Record<string, Need>, Built>(
  props: AppProps<Block, Needs, Built>,
): App {
  refuseUnknown(`app ${props.name}`, props, fields);
  const { needs, offers, alwaysOn, ...rest } = props;
  return { needs: needs ?? {}, offers: offers ?? [], alwaysOn: alwaysOn ?? false, ...rest } as App;
}

/** Repository path of the file that declares an app. */
export function sourceOf({ area, name, source }: Pick<App, 'area' | 'name' | 'source'>): string {
  return source ?? `lib/apps/${area}/${name}.ts`;
}

/** Whether a value that a file exports is an app, as `app` makes them. */
export function isApp(value: unknown): value is App {
  return (
    typeof value === 'object' && value !== null && ['name', 'spec', 'namespaces', 'build'].every((key) => key in value)
  );
}
