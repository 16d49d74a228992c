import { reviewWorkflow } from './review-workflow';
/** What `rackwright init` writes beside the rack file: nothing of the product, all of it the owner's to change. */
export interface OwnerFilesInput {
  rack: string;
  /** Text of the rack file. */
  rackText: string;
  /** Version of Rackwright, `0.1.0`. */
  version: string;
  nodes: number;
}

/** Texts by path, from the root of the new repository. */
export function ownerFiles({ rack, rackText, version, nodes }: OwnerFilesInput): Record<string, string> {
  return {
    'package.json': json({
      name: rack,
      version: '1.0.0',
      private: true,
      description: `The rack ${rack}, kept by Rackwright`,
      scripts: { start: 'rackwright synth', test: 'rackwright check' },
      dependencies: { rackwright: version },
    }),
    'cdk8s.yaml': cdk8s,
    [`clusters/${rack}.yaml`]: rackText,
    'images.lock.yaml': images,
    'apps/README.md': apps,
    '.github/workflows/rackwright.yaml': workflow,
    '.github/workflows/review.yaml': reviewWorkflow({ command: 'npx rackwright review', node: '22' }),
    'renovate.json': json({
      $schema: 'https://docs.renovatebot.com/renovate-schema.json',
      extends: ['config:recommended'],
    }),
    '.gitattributes':
      'dist/** linguist-generated=true\ntalos/** linguist-generated=true\nsecrets/** -diff\n* text=auto eol=lf\n',
    '.gitignore': [
      'node_modules/',
      '.cache/',
      '.cdk8s-out/',
      'dist/.*',
      'secrets/.*',
      'keys.txt',
      '*.agekey',
      'talos/*/helpers/*/.env',
      'talos/*/helpers/*/talosconfig',
      '',
    ].join('\n'),
    '.tool-versions': 'nodejs 22.12.0\n',
    'README.md': readme(rack, nodes),
  };
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

const cdk8s = `# \`cdk8s synth\` does the same as \`npm start\`. The cdk8s CLI empties \`output\`, so it gets a folder of its own.
language: typescript
app: npx rackwright synth
output: .cdk8s-out
`;

const images = `# Images of apps of your own, and overrides of those that come with Rackwright, by the same name:
# whoami:
#   image: docker.io/traefik/whoami
#   tag: v1.11.0
#   platforms: [linux/arm64, linux/amd64]
#   withoutDigest: not looked up yet
{}
`;

const apps = `# Apps of one's own

\`apps/<name>.ts\` is an app written with \`rackwright/kit\`; \`npx rackwright new-app <name>\` writes the smallest complete one.
\`apps/<name>/\` holds plain manifests, as \`kustomize build\` or \`helm template\` writes them. Both are on when the rack file
names them, and the same rules look at both.
`;

const workflow = `# What npm start would write is what is committed, and no rule is broken; every night also acceptances that run out.
name: rackwright
on:
  pull_request:
  push:
    branches: [main]
  schedule:
    - cron: '17 3 * * *'
permissions:
  contents: read
jobs:
  check:
    runs-on: ubuntu-24.04
    timeout-minutes: 10
    steps:
      - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2
        with:
          persist-credentials: false
      - uses: actions/setup-node@49933ea5288caeca8642d1e84afbd3f7d6820020 # v4.4.0
        with:
          node-version: 22
      - run: npm ci
      - run: npm test
      - if: always()
        run: npx rackwright check --markdown >> "$GITHUB_STEP_SUMMARY" || true
`;

const readme = (rack: string, nodes: number): string => `# ${rack}

A rack of ${nodes} ${nodes === 1 ? 'machine' : 'machines'}. [clusters/${rack}.yaml](clusters/${rack}.yaml) describes it; Rackwright writes
everything else, and Flux keeps the rack as \`dist/${rack}/\` says.

\`\`\`sh
npm install
npm start    # writes dist/, after every check
npm test     # proves that what is committed is what the rack file says
\`\`\`

The first time: \`npx rackwright secrets init\`, keep a copy of the key away from the rack, \`npx rackwright secrets create\`,
\`npm start\`, commit, push; then \`npx rackwright bootstrap\` prints how the machines become a cluster, step by step.
`;
