export interface ReadmeInput {
  rack: string;
  nodes: number;
  /** What the rack runs, for people. */
  what: string;
}

/** The first page of an owner's repository: this rack, and nothing of other ones. */
export function readme({ rack, nodes, what }: ReadmeInput): string {
  return `# ${rack}

A rack of ${nodes} ${nodes === 1 ? 'machine' : 'machines'} that runs ${what}. [clusters/${rack}.yaml](clusters/${rack}.yaml) describes it; Rackwright
writes everything else, and Flux keeps the rack as \`dist/${rack}/\` says. Editors complete and check the rack file by the schema
that its first line names, once \`npm install\` has run.

\`\`\`sh
npm install
npm start    # writes dist/, talos/ and the pages of docs/, after every check
npm test     # proves that what is committed is what the rack file and apps/ say
\`\`\`

## The first time

1. \`npx rackwright secrets init\` makes your key. Keep a copy of it away from the rack.
2. \`npx rackwright secrets create\` makes every password, encrypted, and asks for what only you know.
3. \`npm start\`, commit, push.
4. \`npx rackwright bootstrap\` prints how the machines become a cluster, step by step: \`docs/bootstrap-${rack}.md\`.

## Every day

| To | Do |
|---|---|
| change anything | edit the rack file, \`npm start\`, read the diff, commit, push; Flux does the rest |
| see what a change does to the cluster | \`npx rackwright review\` |
| ask whether something would fit | \`npx rackwright capacity --what-if postgres.memory=3Gi\` |
| know what to do when something fails | \`docs/runbooks-${rack}/\`, or \`npx rackwright runbook replace-a-blade <blade>\` |
| add an app of your own | \`npx rackwright new-app <name>\`, or plain manifests in \`apps/<name>/\` |
| take a newer Rackwright | \`npm ci && npm run package\` in a newer clone of it makes the tarball in \`build/\`; then \`npx rackwright upgrade ../rackwright/build/rackwright-<version>.tgz\` here |

After a merge or a rebase with conflicts, resolve those of the rack file and of \`apps/\` only; \`npm start\` writes the rest, then
\`git add --all\`.

All fields of the rack file: \`node_modules/rackwright/docs/rack-file.md\`; all rules: \`node_modules/rackwright/docs/rules.md\`.
`;
}
