import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { appBlocks } from './app-blocks';
import { allRules } from './checks/all-rules';
import type { Finding } from './facts/finding';
import { compareFindings } from './facts/finding-order';
import { schemaRules } from './checks/schema/schema-rules';
import { validateObjects } from './checks/schema/validate';
import type { RackFacts } from './facts/facts';
import { rackView } from './checks/rack-view';
import { type RunOptions, runRules } from './checks/rule';
import { compose } from './compose';
import { kustomizations } from './flux/kustomizations';
import type { App } from './kit/app';
import type { ImageLock } from './kit/images';
import { openProject, productApps } from './project/project';
import { placementRules } from './placement/rules';
import { type CopiedFile, layOut } from './output/layout';
import { type Tree, type Written, writeTree } from './output/write';
import { secretObjectRules } from './checks/secrets/object-rules';
import { type RackSecrets, readRackSecrets } from './secrets/rack-secrets';
import { secretFolder, secretPath } from './secrets/secret-path';
import { compareRacks } from './rack-file/compare-racks';
import { loadRack } from './rack-file/load';
import type { SpecProblem } from './rack-file/problem';
import type { RackSpec } from './rack-file/rack';

export interface RackFile {
  /** Root of the repository. */
  root: string;
  /** From the root, `clusters/homelab.yaml`. */
  file: string;
}

/** A rack thought through to the end, with nothing written yet. */
export interface JudgedRack {
  rack: RackSpec;
  /** What left the constructs, and what the rules saw. */
  facts: RackFacts;
  findings: Finding[];
  /** Every file of `dist/<rack>/`; absent when an error was found. */
  tree?: Tree;
}

/** A rack file and what came of it; only `findings` is sure to be there when the file itself has an error. */
export interface BuiltRack extends Partial<JudgedRack> {
  file: string;
  /** Text of the rack file, to show the lines that problems point at. */
  text: string;
  /** What is wrong with the rack file. */
  problems: SpecProblem[];
  findings: Finding[];
}

/** Reads a rack file and everything it leans on, renders all apps and judges the result. Writes nothing. */
export function buildRack({ root, file }: RackFile, options: RunOptions = {}): BuiltRack {
  const text = readFileSync(join(root, file), 'utf8');
  const { apps, images, ownImages } = openProject(root);
  const { rack, problems } = loadRack({ text, file, apps: appBlocks(apps) });
  if (!rack) return { file, text, problems, findings: [] };
  const judged = judgeRack({ rack, apps, images, secrets: readRackSecrets(root, rack.name) }, options);
  const findings = judged.findings.filter(({ rule, path }) => rule !== 'images/unused' || ownImages.has(path));
  return { file, text, problems, ...judged, findings };
}

/**
 * Holds racks against every other one of the repository: what two files say together may be wrong where each is sound. A
 * problem of level error takes the rack away, as one of its own would.
 */
export function besideTheOthers(root: string, built: readonly BuiltRack[]): BuiltRack[] {
  const others = rackFiles(root)
    .filter((file) => built.every((one) => one.file !== file))
    .map((file) => readRack(root, file));
  const read = [...others, ...built].flatMap(({ file, text, rack }) => (rack ? [{ file, text, rack }] : []));
  const problems = compareRacks(read);
  return built.map((one) => {
    const own = problems.filter(({ file }) => file === one.file);
    const all = [...one.problems, ...own];
    if (own.every(({ level }) => level !== 'error')) return { ...one, problems: all };
    return { file: one.file, text: one.text, problems: all, findings: [] };
  });
}

function readRack(root: string, file: string): { file: string; text: string; rack?: RackSpec } {
  const text = readFileSync(join(root, file), 'utf8');
  return { file, text, rack: loadRack({ text, file, apps: appBlocks(openProject(root).apps) }).rack };
}

/** A loaded rack with the files it leans on. */
export interface RackInput {
  rack: RackSpec;
  /** @default - those that come with Rackwright */
  apps?: readonly App[];
  images: ImageLock;
  secrets: RackSecrets;
}

/** Renders all apps of a rack and judges the result: no file is read or written. */
export function judgeRack(
  { rack, apps = productApps, images, secrets }: RackInput,
  options: RunOptions = {},
): JudgedRack {
  const composed = compose({ apps, rack, images, secretHashes: secrets.hashes });
  const facts: RackFacts = { ...composed, rendered: [...composed.rendered, ...kustomizations(composed)] };
  const layout = layOut(facts.rendered, copies(facts, secrets));
  const findings = [
    ...layout.problems,
    ...secrets.verify(rack, facts.secrets),
    ...validateObjects(secrets.placeholders),
    ...runRules(everyRule, rackView(facts), rack.accept, options),
  ].sort(compareFindings);
  const hasError = findings.some(({ level }) => level === 'error');
  return { rack, facts, findings, ...(!hasError && { tree: layout }) };
}

/** Rules about rendered objects, wherever they stand. */
export const everyRule = [...schemaRules, ...allRules, ...placementRules, ...secretObjectRules];

/** Brings `dist/<rack>/` to what was built. Call it only with a tree. */
export function writeRack(root: string, { rack, tree }: BuiltRack): Written {
  if (!rack || !tree) throw new Error('a rack with errors is not written');
  return writeTree(join(root, 'dist'), rack.name, tree);
}

/** Rack files of a repository, as paths from its root, sorted. The examples below them are no racks of its own. */
export function rackFiles(root: string): string[] {
  return readdirSync(join(root, 'clusters'), { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml'))
    .map(({ name }) => `clusters/${name}`)
    .sort();
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
