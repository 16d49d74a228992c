import type { BootstrapInput, Step } from './steps/step';
import { bootstrapSteps } from './bootstrap';
import { upgradeSteps } from './upgrade';

/** `docs/bootstrap-<rack>.md`: from bare machines to Flux, then upgrades, with the rack's own addresses. */
export function bootstrapPage(input: BootstrapInput): string {
  const { rack } = input;
  return [
    `# Bootstrapping ${rack.name}`,
    '',
    `Made by \`npm start\` from \`${input.file}\`; \`npx rackwright bootstrap ${input.file}\` prints the same. Do the`,
    'steps in order and go on only when every command under _It worked_ succeeds. Commands run in the root of the',
    'repository, on a machine of the same network.',
    '',
    ...stepsAsMarkdown(bootstrapSteps(input)),
    `# Upgrading Talos or Kubernetes`,
    '',
    `State the new versions in \`${input.file}\`, run \`npm start\` and \`npx rackwright talos ${input.file}\`, and merge the`,
    'difference first. Then one node at a time. **If a node does not come back:** `talosctl --nodes <address> rollback`',
    'boots the version before; `kubectl uncordon <name>` and leave the others as they are until the cause is known. If',
    `etcd itself is lost: [etcd snapshots](runbooks-${rack.name}/etcd-snapshot.md).`,
    '',
    ...stepsAsMarkdown(upgradeSteps(input)),
  ].join('\n');
}

export function stepsAsMarkdown(steps: readonly Step[]): string[] {
  return steps.flatMap(({ title, why, commands, proof, sees }, index) => [
    `## ${index + 1}. ${title}`,
    '',
    ...(why === undefined ? [] : [why, '']),
    ...fenced(commands),
    ...(proof.length > 0 ? ['It worked:', '', ...fenced(proof)] : []),
    ...(sees === undefined ? [] : [`You see ${sees}`, '']),
  ]);
}

export function stepsAsText(steps: readonly Step[]): string {
  const blocks = steps.map(({ title, why, commands, proof, sees }, index) =>
    [
      `# ${index + 1}. ${title}`,
      ...(why === undefined ? [] : [`# ${why}`]),
      ...commands,
      ...(proof.length > 0 ? ['# it worked:', ...proof] : []),
      ...(sees === undefined ? [] : [`# you see ${sees}`]),
    ].join('\n'),
  );
  return `${blocks.join('\n\n')}\n`;
}

function fenced(lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['```sh', ...lines, '```', ''];
}
