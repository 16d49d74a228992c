import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { appBlocks } from './app-blocks';
import { everyRule, rulesWithoutProofs } from './every-rule';
import type { Finding } from './facts/finding';
import { compareFindings } from './facts/finding-order';
import { validateObjects } from './checks/schema/validate';
import type { RackFacts } from './facts/facts';
import { type RackView, rackView } from './checks/rack-view';
import { type RunOptions, runRules } from './checks/run-rules';
import { type SoundDigests, type SoundObjects, soundObjects } from './checks/sound-objects';
import { compose } from './compose';
import { kustomizations } from './flux/kustomizations';
import type { App } from './kit/app';
import { type ImageLock, withOwnImages } from './kit/images';
import { standIns } from './project/own-apps';
import { type Project, openProject, productApps } from './project/project';
import { cutUp } from './facts/tree-facts';
import { type CopiedFile, type Layout, layOut } from './output/layout';
import { rackFile, rackPart, sha256 } from './output/part-file';
import { readFiles, readTexts, textsOf } from './output/read-texts';
import { realFs } from './output/tree-fs';
import { type Tree, type Written, writeTree } from './output/write';
import { type Review, type ReviewInput, reviewTrees } from './review/review';
import { type RackSecrets, readRackSecrets } from './secrets/rack-secrets';
import { exampleKeyFile } from './secrets/example-key';
import { deskSecrets } from './secrets/desk-secrets';
import { secretFolder, secretPath } from './secrets/secret-path';
import { compareRacks } from './rack-file/compare-racks';
import { type RackFolders, ownerlessFolders } from './rack-file/ownerless';
import { InputError } from './rack-file/input-error';
import { loadRack } from './rack-file/load';
import { rackFiles } from './rack-file/rack-files';
import { readTextFile } from './rack-file/text-file';
import type { SpecProblem } from './rack-file/problem';
import type { RackSpec } from './rack-file/rack';

export interface RackFile {
  /** Root of the repository. */
  root: string;
  /** From the root, `clusters/homelab.yaml`. */
  file: string;
  /** Taken for the text of the file, to ask what would be. @default - what stands in it */
  text?: string;
}

/** A rack thought through to the end, with nothing written yet. */
export interface CheckedRack {
  rack: RackSpec;
  /** What left the constructs. */
  facts: RackFacts;
  /** The same as the rules saw it: what is asked of it twice is answered once. */
  view: RackView;
  findings: Finding[];
  /** Changes that are refused unless somebody acknowledges them, by digest. */
  refusals: Review['refusals'];
  /** What is not as `dist/<rack>/` has it, with the objects of both sides. */
  change: Pick<Review, 'changes'> & Pick<ReviewInput, 'before' | 'after'>;
  /** Every file of `dist/<rack>/`; absent when an error was found. */
  tree?: Tree;
}

/** A rack file and what came of it; only `findings` is sure to be there when the file itself has an error. */
export interface BuiltRack extends Partial<CheckedRack> {
  file: string;
  /** Text of the rack file, to show the lines that problems point at. */
  text: string;
  /** What is wrong with the rack file. */
  problems: SpecProblem[];
  /** Files of `dist/<rack>/` as this run found them. */
  standing?: ReadonlyMap<string, Buffer>;
  findings: Finding[];
}

export interface BuildOptions extends RunOptions {
  /** Leave out whether every pod finds a blade: the bench asks what the rest takes. @default false */
  withoutProofs?: boolean;
  /**
   * Files of a folder that is not there, as git has them: a `dist/` that somebody deleted is still what the cluster runs.
   *
   * @default - what is not there was never written
   */
  committed?: (folder: string) => ReadonlyMap<string, Buffer>;
  /** What earlier runs found sound. @default - nothing is known */
  digests?: SoundDigests;
}

/** Reads a rack file and everything it leans on, renders all apps and checks the result. Writes nothing. */
export function buildRack({ root, file, text: asked }: RackFile, options: BuildOptions = {}): BuiltRack {
  const text = asked ?? readTextFile(root, file);
  const { apps, images, ownImages } = projectBeside(root, file, text);
  const { rack, problems } = loadRack({ text, file, apps: appBlocks(apps) });
  if (!rack) return { file, text, problems, findings: [] };
  const secrets = readRackSecrets(root, rack.name);
  const standing = readFiles(join(root, 'dist', rack.name));
  const history = {
    before: textsOf(standing.size > 0 ? standing : (options.committed?.(`dist/${rack.name}`) ?? standing)),
    acknowledged: acknowledgementsOf(root, rack.name),
  };
  const checked = checkRack({ rack, apps, images, secrets, history }, options);
  // What comes with Rackwright and is not run here is nothing that its owner could remove.
  const findings = checked.findings.filter(({ rule, path }) => rule !== 'images/unused' || ownImages.has(path));
  return { file, text, problems, standing, ...checked, findings };
}

/** @throws InputError for what is wrong in `apps/` and, all at once, in the rack file */
function projectBeside(root: string, file: string, text: string): Project {
  try {
    return openProject(root);
  } catch (error) {
    if (!(error instanceof InputError) || error.text !== '') throw error;
    const { problems } = loadRack({ text, file, apps: appBlocks([...productApps, ...standIns(root)]) });
    throw new InputError([...error.problems, ...problems.filter(({ level }) => level === 'error')], text);
  }
}

/**
 * Holds racks against every other one of the repository: what two files say together may be wrong where each is sound. A
 * problem of level error takes the rack away, as one of its own would.
 */
export function besideTheOthers(root: string, built: readonly BuiltRack[]): BuiltRack[] {
  const known = rackFiles(root);
  // An example or a fixture is held against nothing: it is no rack of this repository.
  if (built.some(({ file }) => !known.includes(file))) return [...built];
  const others = known.filter((file) => built.every((one) => one.file !== file)).map((file) => readRack(root, file));
  const read = [...others, ...built].flatMap(({ file, text, rack }) => (rack ? [{ file, text, rack }] : []));
  const problems = [...compareRacks(read), ...ownerlessFolders(read, rackFolders(root))];
  return built.map((one) => {
    const own = problems.filter(({ file }) => file === one.file);
    const all = [...one.problems, ...own];
    if (own.every(({ level }) => level !== 'error')) return { ...one, problems: all };
    return { file: one.file, text: one.text, problems: all, findings: [] };
  });
}

function rackFolders(root: string): RackFolders {
  const below = (folder: string) =>
    existsSync(join(root, folder))
      ? readdirSync(join(root, folder), { withFileTypes: true }).filter((entry) => entry.isDirectory())
      : [];
  const secrets = below('secrets').map(({ name }) => name);
  const dist = below('dist').map(({ name }) => name);
  return {
    secrets,
    examples: secrets.filter((name) => existsSync(join(root, secretFolder(name), exampleKeyFile))),
    dist: dist.filter((name) => existsSync(join(root, 'dist', name, rackFile))),
  };
}

function readRack(root: string, file: string): { file: string; text: string; rack?: RackSpec } {
  const text = readTextFile(root, file);
  return { file, text, rack: loadRack({ text, file, apps: appBlocks(openProject(root).apps) }).rack };
}

/** A loaded rack with the files it leans on. */
export interface RackInput {
  rack: RackSpec;
  /** @default - those that come with Rackwright */
  apps?: readonly App[];
  images: ImageLock;
  secrets: RackSecrets;
  /** What `dist/` holds now, and which refused changes were acknowledged. @default - nothing was ever written */
  history?: Pick<ReviewInput, 'before' | 'acknowledged'>;
}

/** Renders all apps of a rack and checks the result: no file is read or written. */
export function checkRack(
  { rack, apps, images, secrets, history }: RackInput,
  options: BuildOptions = {},
): CheckedRack {
  const { facts, layout } = renderRack({ rack, apps, images, secrets });
  const after = new Map(
    [...layout.files].map(([path, content]) => [
      path,
      typeof content === 'string' ? content : Buffer.from(content).toString('utf8'),
    ]),
  );
  after.set(rackFile, JSON.stringify({ facts: { rack: { blades: rack.blades } } }));
  const before = (layout.files.size > 0 && history?.before) || new Map<string, string>();
  const review = reviewTrees({ rack: rack.name, ...history, before, after });
  const view = rackView(facts);
  const rules = options.withoutProofs ? rulesWithoutProofs : everyRule;
  const findings = [
    ...layout.problems,
    ...review.findings,
    ...secrets.verify(rack, [...facts.secrets, ...deskSecrets(rack)]),
    ...validateObjects(secrets.placeholders),
    ...runRules(rules, view, rack.accept, {
      ...options,
      ...(options.digests && { sound: sound(options.digests, layout) }),
    }),
  ].sort(compareFindings);
  const hasError = findings.some(({ level }) => level === 'error');
  const change = { changes: review.changes, before, after };
  const { refusals } = review;
  return { rack, facts, view, findings, refusals, change, ...(!hasError && { tree: treeOf(layout, facts) }) };
}

function sound(digests: SoundDigests, { files, paths }: Layout): SoundObjects {
  return soundObjects(digests, new Map([...paths].map(([manifest, path]) => [manifest, sha256(files.get(path)!)])));
}

/** What the apps of a rack make, and the files it goes to. No rule has seen it. */
export function renderRack({ rack, apps = productApps, images: lock, secrets }: RackInput): {
  facts: RackFacts;
  layout: Layout;
} {
  const images = withOwnImages(lock, rack.images.own);
  const composed = compose({ apps, rack, images, secretHashes: secrets.hashes });
  const facts: RackFacts = { ...composed, rendered: [...composed.rendered, ...kustomizations(composed)] };
  return { facts, layout: layOut(facts.rendered, copies(facts, secrets)) };
}

/** The files of a rack, with all that the tree says of itself. */
export function treeOf({ files, objects }: Layout, facts: RackFacts): Tree {
  const { rack, apps } = cutUp(facts);
  return { files, objects, facts: { ...apps, [rackPart]: rack } };
}

/** Brings `dist/<rack>/` to what was built. Call it only with a tree. */
export function writeRack(root: string, { rack, tree, standing }: BuiltRack): Written {
  if (!rack || !tree) throw new Error('a rack with errors is not written');
  return writeTree(join(root, 'dist'), rack.name, tree, realFs, standing);
}

/** Texts of `acknowledged/<rack>/`, by the digest that each file is named by. */
function acknowledgementsOf(root: string, rack: string): Map<string, string> {
  const texts = readTexts(join(root, 'acknowledged', rack));
  return new Map([...texts].map(([path, text]) => [path.replace(/\.yaml$/, ''), text]));
}

/** Encrypted files go byte for byte beside the app that asked for them. */
function copies({ secrets, rack }: RackFacts, { files }: RackSecrets): CopiedFile[] {
  return secrets.flatMap(({ namespace, name, app }) => {
    const found = files.find(({ path }) => path === secretPath({ namespace, name }));
    if (!found) return [];
    return [
      {
        path: `apps/${app}/${namespace}/Secret.${name}.sops.yaml`,
        bytes: Buffer.from(found.text),
        app,
        source: `${secretFolder(rack.name)}/${found.path}`,
        object: { apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace } },
      },
    ];
  });
}
