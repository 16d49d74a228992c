import type { Blade } from '../../rack-file/rack';
import { type BootstrapInput, type Step, rackwright } from './step';

/** Versions that the commands below need: 1.14 documents need a talosctl that knows them, kubectl keeps to one minor. */
export function tools(input: BootstrapInput): Step {
  const { rack, file } = input;
  const folder = rack.git.url
    .replace(/\/+$/, '')
    .replace(/^.*\//, '')
    .replace(/\.git$/, '');
  const minor = Number(rack.kubernetes.split('.')[1]);
  const talos = rack.talos.replace(/\.\d+$/, '').replace('.', '\\.');
  return {
    title: 'Tools and addresses',
    why:
      'A Linux machine on the network of the blades, with Node 20.19 or later, git, curl, ssh, openssl, xz, talosctl, kubectl and helm (talosctl: the releases of github.com/siderolabs/talos; kubectl: kubernetes.io/docs/tasks/tools; ' +
      `helm: helm.sh/docs/intro/install). A new shell has lost what an old one exported: export TALOSCONFIG=${input.vault}/talosconfig KUBECONFIG=${input.vault}/kubeconfig once the files are there. In ` +
      'maintenance mode a machine has only the address that DHCP gives it: reserve for each the address that the rack ' +
      'file states. Its MAC address shows in the router’s list of clients once it has booted for the first time; a power ' +
      `cycle then brings the reserved one, and Talos makes it static later.${stated(rack.blades)}`,
    commands: [`git clone ${rack.git.url} && cd ${folder}`, 'npm ci', rackwright(input, `talos ${file}`)],
    proof: [
      `talosctl version --client --short | grep --quiet 'v${talos}\\.'`,
      `kubectl version --client --output json | grep --extended-regexp --quiet '"minor": "(${minor - 1}|${minor}|${minor + 1})"'`,
      `helm version --short | grep --extended-regexp --quiet '^v(3\\.(1[89]|[2-9][0-9])|4)\\.'`,
      `git diff --exit-code talos/${rack.name} dist/${rack.name}`,
    ],
    sees:
      'no output at all. A difference at the last line means that the committed machine configuration is not what the ' +
      'rack file says: commit it first, since every step below uses the committed one.',
  };
}

/** What the rack file knows already of who gets which address. */
function stated(blades: readonly Blade[]): string {
  const known = blades.flatMap(({ name, mac, address }) => (mac === undefined ? [] : [`${mac} (${name}) ${address}`]));
  return known.length === 0 ? '' : ` To reserve: ${known.join(', ')}.`;
}
