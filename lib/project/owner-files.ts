import { appsReadme } from './owner/apps-readme';
import { imagesWorkflow } from './owner/images-workflow';
import { readme } from './owner/readme';
import { renovate } from './owner/renovate';
import { workflow } from './owner/workflow';

/** What `rackwright init` writes beside the rack file: nothing of the product, all of it the owner's to change. */
export interface OwnerFilesInput {
  rack: string;
  /** Text of the rack file. */
  rackText: string;
  /** What npm installs Rackwright from: a version, a tarball, a tag of a git repository. */
  package: string;
  nodes: number;
  /** What the rack runs, for people. */
  what: string;
}

/** Of Node, where nothing else is asked for. */
const node = '22.22.0';

/** Texts by path, from the root of the new repository. */
export function ownerFiles({ rack, rackText, package: from, nodes, what }: OwnerFilesInput): Record<string, string> {
  return {
    'package.json': json({
      name: rack,
      version: '1.0.0',
      private: true,
      description: `The rack ${rack}, kept by Rackwright`,
      engines: { node: '>=20.19' },
      scripts: { start: 'rackwright synth', test: 'rackwright check' },
      dependencies: { rackwright: from },
      // It works without: nothing of others runs while npm installs.
      allowScripts: { esbuild: false },
    }),
    'main.ts': main,
    'cdk8s.yaml': cdk8s,
    'tsconfig.json': json(compilerOptions),
    [`clusters/${rack}.yaml`]: rackText,
    'images.lock.yaml': images,
    'apps/README.md': appsReadme,
    '.github/workflows/rackwright.yaml': workflow(node),
    '.github/workflows/images.yaml': imagesWorkflow(node),
    'renovate.json': json(renovate),
    '.gitattributes': attributes,
    '.gitignore': ignored.map((line) => `${line}\n`).join(''),
    '.npmrc': npmrc,
    '.tool-versions': `nodejs ${node}\n`,
    'README.md': readme({ rack, nodes, what }),
  };
}

const attributes = `# Every file is the same bytes on every machine.
* text=auto eol=lf
dist/** -text
secrets/** -diff
talos/** linguist-generated
# Sums and hashes move with every change: two branches never conflict there. Until npm start wrote them anew npm test says so.
dist/*/facts/*.json merge=union
docs/*-*.md merge=union linguist-generated
docs/runbooks-*/** linguist-generated
`;

const ignored = [
  'node_modules/',
  '.cache/',
  '.cdk8s-out/',
  'dist/.*',
  'secrets/.*',
  'keys.txt',
  '*.agekey',
  'talos/*/helpers/*/.env',
  'talos/*/helpers/*/talosconfig',
];

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

const main = `import { synth } from 'rackwright';

// What \`cdk8s synth\` runs. \`npm start\` does the same without the cdk8s CLI.
void synth();
`;

const cdk8s = `# The cdk8s CLI is not installed, since \`npm start\` does the same: npm install --save-dev cdk8s-cli, then npx cdk8s synth.
# It empties \`output\`, so it gets a folder of its own; main.ts writes dist/ itself, and only when nothing is wrong.
language: typescript
app: node node_modules/rackwright/bin/rackwright.cjs run main.ts
output: .cdk8s-out
`;

/** For editors, and for `npx tsc` where TypeScript is installed. */
const compilerOptions = {
  compilerOptions: {
    target: 'es2022',
    module: 'esnext',
    moduleResolution: 'bundler',
    types: [],
    strict: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: true,
    noEmit: true,
  },
  include: ['main.ts', 'apps/**/*.ts'],
};

const images = `# Images of apps of your own, and overrides of those that come with Rackwright, by the same name:
# whoami:
#   image: docker.io/traefik/whoami
#   tag: v1.11.0
#   platforms: [linux/arm64, linux/amd64]
#   withoutDigest: not looked up yet; npx rackwright images lock asks the registry
# One that you build yourself says \`own: <name>\` instead of \`image\`, below \`images: { own: … }\` of the rack file.
`;

const npmrc = `fund=false
audit=false
# npx runs what is installed here and asks nobody for the rest: a command of that name in a registry is not this one.
yes=false
`;
