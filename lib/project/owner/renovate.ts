/** Versions that an owner's repository states: its packages, its workflow, its Node, and its own images. */
export const renovate = {
  $schema: 'https://docs.renovatebot.com/renovate-schema.json',
  extends: ['config:recommended', ':dependencyDashboard'],
  customManagers: [
    {
      customType: 'regex',
      description: 'Images of images.lock.yaml, tag and digest together',
      managerFilePatterns: ['/^images\\.lock\\.yaml$/'],
      matchStrings: [
        '^ {2}image: (?<depName>\\S+)\\n {2}tag: (?<currentValue>\\S+)\\n(?: {2}digest: (?<currentDigest>sha256:[a-f0-9]{64})\\n)?',
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
