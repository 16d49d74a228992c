import { listed } from '../units/words';
import type { DeskFacts, DeskLine, LoginFile } from './desk';
import { driftOf } from './drift';

type Check = (facts: DeskFacts) => Omit<DeskLine, 'check'>[];

/** In the order in which a person sets up a desk: without tools and keys nothing else can be asked. */
const checks: Readonly<Record<string, Check>> = { tools, key, logins, network, machines };

export function deskLines(facts: DeskFacts): DeskLine[] {
  return Object.entries(checks).flatMap(([check, look]) => look(facts).map((line) => ({ ...line, check })));
}

const neededFor: Readonly<Record<string, string>> = {
  git: 'Flux reads what is pushed',
  kubectl: 'status, power and the runbooks ask the cluster with it',
  talosctl: 'the machines are asked and updated with it',
  helm: 'a bootstrap installs the network with it',
  ping: 'power asks it whether a blade is really gone',
};

function tools({ tools: all, rack }: DeskFacts): ReturnType<Check> {
  return all.map(({ name, version, why }) => {
    if (version === undefined) {
      const fix = `install ${name}: ${neededFor[name] ?? 'it is needed'}`;
      return {
        level: name === 'helm' || name === 'ping' ? 'risk' : 'wrong',
        message: why?.startsWith(name) ? why : `${name}: ${why ?? 'it does not say which version it is'}`,
        fix,
      };
    }
    const wanted = name === 'talosctl' ? rack.talos : name === 'kubectl' ? rack.kubernetes : undefined;
    // A kubectl may be one minor version off; talosctl writes configurations of its own version.
    const allowed = name === 'kubectl' ? 1 : 0;
    if (wanted === undefined || minorsApart(version, wanted) <= allowed)
      return { level: 'well', message: `${name} ${version}` };
    return {
      level: 'wrong',
      message: `${name} is ${version}, the rack runs ${wanted}`,
      fix: `install ${name} ${wanted}`,
    };
  });
}

/** Minor versions between two; another major version is farther than any of them. */
function minorsApart(a: string, b: string): number {
  const [majorA = 0, minorA = 0] = a.split('.').map(Number);
  const [majorB = 0, minorB = 0] = b.split('.').map(Number);
  return majorA === majorB ? Math.abs(minorA - minorB) : Infinity;
}

function key({
  key: { file, isThere, isOpenToOthers, isInRepository, recipients },
  rack,
}: DeskFacts): ReturnType<Check> {
  const place = file ?? 'SOPS_AGE_KEY_FILE';
  if (recipients.length === 0) {
    const message = isThere ? `${place} holds no age key` : `no age key is at hand (${place})`;
    return [
      {
        level: 'wrong',
        message,
        fix: 'bring the rack’s key back from where you keep its copy, or set SOPS_AGE_KEY_FILE',
      },
    ];
  }
  const fits = recipients.some((each) => rack.recipients.includes(each));
  return [
    fits
      ? { level: 'well', message: 'the age key opens the rack’s Secrets' }
      : {
          level: 'wrong',
          message: `the age key at hand (${listed(recipients)}) is none of the rack’s recipients`,
          fix: 'bring the rack’s key, or add this recipient: docs/secrets.md, in your own repository below node_modules/rackwright/',
        },
    ...(isOpenToOthers
      ? [
          {
            level: 'risk' as const,
            message: `${place} can be read by others on this machine`,
            fix: `chmod 600 ${place}`,
          },
        ]
      : []),
    ...(isInRepository
      ? [
          {
            level: 'wrong' as const,
            message: `${place} lies in the repository: one git add --all away from everybody`,
            fix: 'move it to ~/.config/sops/age/keys.txt',
          },
        ]
      : []),
  ];
}

const renewBeforeMs = 30 * 86_400_000;

function logins({ kubeconfig, talosconfig, rack, nowMs }: DeskFacts): ReturnType<Check> {
  const planes = rack.blades.filter(({ role }) => role === 'control-plane').map(({ address }) => address);
  const first = planes[0] ?? '';
  return [
    ...login('kubeconfig', kubeconfig, [rack.network.controlPlane, ...planes], `talosctl --nodes ${first} kubeconfig`),
    ...login(
      'talosconfig',
      talosconfig,
      [rack.network.controlPlane, ...planes],
      `talosctl --nodes ${first} config new`,
    ),
  ];

  function login(
    name: string,
    { leadsTo, certificateEnds, why }: LoginFile,
    ours: string[],
    renew: string,
  ): ReturnType<Check> {
    if (why !== undefined) {
      const fix = why.endsWith('is not installed') ? 'install it' : `set ${name.toUpperCase()}; made by: ${renew}`;
      return [{ level: 'wrong', message: `${name} could not be read: ${why}`, fix }];
    }
    const strange = leadsTo.filter((address) => !ours.includes(address) && !address.endsWith(rack.network.domain));
    const ends = certificateEnds === undefined ? Infinity : Date.parse(certificateEnds);
    const days = Math.floor((ends - nowMs) / 86_400_000);
    const lines: ReturnType<Check> = [];
    if (strange.length > 0) {
      lines.push({
        level: 'wrong',
        message: `${name} leads to ${listed(strange)}, which is not in the rack file`,
        fix: `is it another cluster’s? Name the right context, or: ${renew}`,
      });
    }
    if (ends <= nowMs) lines.push({ level: 'wrong', message: `the certificate in ${name} has ended`, fix: renew });
    else if (ends - nowMs < renewBeforeMs)
      lines.push({ level: 'risk', message: `the certificate in ${name} ends in ${days} days`, fix: renew });
    return lines.length > 0 ? lines : [{ level: 'well', message: `${name} leads to ${listed(leadsTo)}` }];
  }
}

function network({ places }: DeskFacts): ReturnType<Check> {
  const shut = places.filter(({ isOpen }) => !isOpen);
  const open = places.length - shut.length;
  // A machine that hears nothing has one fault, not twenty.
  if (places.length > 2 && open === 0) {
    return [
      {
        level: 'wrong',
        message: `nothing of the rack answers this machine (${shut[0]!.why})`,
        fix: 'look at this machine’s cable, VLAN or VPN',
      },
    ];
  }
  return [
    ...shut.map(({ what, address, port, why }) => ({
      level: 'wrong' as const,
      message: `${what} at ${address}:${port} does not answer: ${why}`,
      fix:
        what.startsWith('blade') || what.includes(', Talos')
          ? 'npx rackwright status'
          : `look whether ${address} is up and lets this machine in`,
    })),
    ...(open > 0 ? [{ level: 'well' as const, message: `${open} of ${places.length} places answer` }] : []),
  ];
}

const shown = 4;

function machines({ machines: all, patches, rack }: DeskFacts): ReturnType<Check> {
  const lines = all.flatMap(({ blade, version, documents, why }): ReturnType<Check> => {
    if (why !== undefined)
      return [
        {
          level: 'risk',
          message: `${blade} could not be asked: ${why}`,
          fix: `talosctl --nodes ${addressOf(blade)} version`,
        },
      ];
    const drift = documents === undefined ? [] : driftOf(patches[blade] ?? [], documents);
    const found: ReturnType<Check> = [];
    if (version !== undefined && version !== rack.talos) {
      found.push({
        level: 'risk',
        message: `${blade} runs Talos ${version}, the rack file says ${rack.talos}`,
        fix: 'npx rackwright runbook upgrade',
      });
    }
    if (drift.length > 0) {
      const more = drift.length > shown ? ` and ${drift.length - shown} more` : '';
      found.push({
        level: 'wrong',
        message: `${blade} does not run what talos/${rack.name}/ says: ${drift.slice(0, shown).join(', ')}${more}`,
        fix: `talosctl --nodes ${addressOf(blade)} patch machineconfig ${filesOf(blade)} --dry-run, read it, then without --dry-run`,
      });
    }
    return found;
  });
  const asked = all.filter(({ why }) => why === undefined).length;
  return lines.length > 0 || asked === 0
    ? lines
    : [{ level: 'well', message: `${asked} machines run what talos/${rack.name}/ says` }];

  function addressOf(blade: string): string {
    return rack.blades.find(({ name }) => name === blade)?.address ?? blade;
  }

  function filesOf(blade: string): string {
    const role = rack.blades.find(({ name }) => name === blade)?.role ?? 'worker';
    return ['all', role, `nodes/${blade}`].map((file) => `--patch @talos/${rack.name}/${file}.yaml`).join(' ');
  }
}
