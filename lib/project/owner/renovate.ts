/**
 * Versions that an owner's repository states: its packages, its workflow, its Node, and its own images. What follows from
 * these is written by the workflow `images.yaml` on the same branch, never by Renovate.
 */
export const renovate = {
  $schema: 'https://docs.renovatebot.com/renovate-schema.json',
  extends: ['config:recommended', ':dependencyDashboard'],
  // Written by `npm start`: a version that was bumped there alone would be taken back, or run without the lock.
  ignorePaths: ['**/node_modules/**', 'dist/**', 'talos/**', 'docs/**', 'acknowledged/**'],
  // What the workflow adds to a branch does not make it a person's.
  gitIgnoredAuthors: ['41898282+github-actions[bot]@users.noreply.github.com'],
  customManagers: [
    {
      customType: 'regex',
      description: 'Images of images.lock.yaml, tag and digest together',
      managerFilePatterns: ['/^images\\.lock\\.yaml$/'],
      matchStrings: [
        // Renovate looks with the flag g alone, so ^ would be the beginning of the file. `follows` between the two lines keeps it away.
        String.raw`\n {2}image: (?<depName>\S+)[^\n]*\n {2}tag: ["']?(?<currentValue>[^\s"']+)[^\n]*\n(?: {2}digest: (?<currentDigest>sha256:[a-f0-9]{64}))?`,
      ],
      datasourceTemplate: 'docker',
    },
  ],
  packageRules: [
    {
      description: 'npx rackwright upgrade takes a newer version: it also migrates rack files and writes dist/',
      matchPackageNames: ['rackwright'],
      dependencyDashboardApproval: true,
    },
  ],
};
