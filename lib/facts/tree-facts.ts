import type { Rendered } from '../manifest/manifest';
import type { RackSpec } from '../rack-file/rack';
import type { AppFacts } from './app-facts';
import type { Laws, RackFacts } from './facts';
import type { ReleaseFacts } from './footprint';
import type { ImageLock, LockedImage } from './locked-image';
import type { OperatorMade } from './made-elsewhere';
import type { ScrapeFacts } from './scrape';
import type { SecretFacts } from './secret-declaration';

/** What a tree keeps of one app besides its objects. Lists that would be empty are absent. */
export interface AppPart {
  /** Its block of the rack file, as its schema parsed it. Absent for what is no app, such as Flux' own entry. */
  block?: unknown;
  /** Entries of images.lock.yaml that its objects name. */
  images?: ImageLock;
  secrets?: readonly SecretFacts[];
  operatorMade?: readonly OperatorMade[];
  releases?: readonly ReleaseFacts[];
  scrapes?: readonly ScrapeFacts[];
  stated?: AppFacts;
}

/** What a tree keeps that belongs to no app. */
export interface RackPart {
  rack: Omit<RackSpec, 'apps'>;
  laws: Laws;
  /** Made by Talos or the bootstrap. */
  operatorMade?: readonly OperatorMade[];
}

/** Facts without the objects, cut up by app: branches that touch different apps touch different parts. */
export interface TreeFacts {
  rack: RackPart;
  apps: Readonly<Record<string, AppPart>>;
}

export function cutUp(facts: RackFacts): TreeFacts {
  const { rack, rendered, images, secrets, operatorMade, releases, scrapes, stated, laws } = facts;
  const { apps: blocks, ...rest } = rack;
  const ours = { secrets, operatorMade, releases, scrapes };
  const text = textByApp(rendered);
  const imagesIn = imageFinder(images);
  const apps = Object.keys(blocks)
    .sort()
    .map((app): [string, AppPart] => {
      const own = Object.entries(ours).map(([key, list]) => [key, list.filter((each) => each.app === app)] as const);
      const used = imagesIn(text.get(app) ?? '');
      const [mine] = stated.filter((each) => each.app === app);
      return [
        app,
        {
          block: blocks[app],
          ...(used.length > 0 && { images: Object.fromEntries(used) }),
          ...Object.fromEntries(own.filter(([, list]) => list.length > 0)),
          ...(mine && { stated: withoutApp(mine) }),
        },
      ];
    });
  const rackWide = operatorMade.filter(({ app }) => app === undefined);
  return {
    rack: { rack: rest, laws, ...(rackWide.length > 0 && { operatorMade: rackWide }) },
    apps: Object.fromEntries(apps),
  };
}

/** The facts again, with the objects that were read from the tree. */
export function putTogether(
  { rack: { rack, laws, operatorMade = [] }, apps }: TreeFacts,
  rendered: readonly Rendered[],
): RackFacts {
  const parts = Object.entries(apps);
  const blocks = parts.filter(([, { block }]) => block !== undefined).map(([app, { block }]) => [app, block] as const);
  return {
    rack: { ...rack, apps: Object.fromEntries(blocks) },
    rendered,
    images: Object.assign({}, ...parts.map(([, { images }]) => images ?? {})) as ImageLock,
    secrets: parts.flatMap(([, { secrets = [] }]) => secrets),
    operatorMade: [...operatorMade, ...parts.flatMap(([, part]) => part.operatorMade ?? [])],
    releases: parts.flatMap(([, { releases = [] }]) => releases),
    scrapes: parts.flatMap(([, { scrapes = [] }]) => scrapes),
    stated: parts.flatMap(([app, { stated }]) => (stated ? [{ app, ...stated }] : [])),
    laws,
  };
}

function textByApp(rendered: readonly Rendered[]): Map<string, string> {
  const texts = new Map<string, string>();
  for (const { app, manifest } of rendered) texts.set(app, (texts.get(app) ?? '') + JSON.stringify(manifest));
  return texts;
}

/**
 * Finds the images that a text names, in one pass for all of them. The longest name comes first, and what was found may
 * hold a shorter one: `redis:8` stands in `docker.io/redis:8.2`.
 */
function imageFinder(images: ImageLock): (text: string) => [string, LockedImage][] {
  const entries = Object.entries(images).map(([key, image]) => ({ key, image, name: `${image.image}:${image.tag}` }));
  const names = entries.map(({ name }) => name).sort((a, b) => b.length - a.length);
  const anyName = new RegExp(names.map(literally).join('|'), 'g');
  return (text) => {
    const found = names.length === 0 ? [] : [...new Set(text.match(anyName))];
    return entries
      .filter(({ name }) => found.some((each) => each.includes(name)))
      .map(({ key, image }) => [key, image]);
  };
}

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function withoutApp({ app: _app, ...stated }: AppFacts & { app: string }): AppFacts {
  return stated;
}
