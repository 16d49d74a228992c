import { switchMark, switchPortMark } from '../facts/marks';
import { fieldAt, recordsOf, textOf } from '../manifest/field-path';
import type { Manifest } from '../manifest/manifest';
import { quorumSets } from '../placement/quorum';
import { ageOf, timeOf } from '../status/ages';
import { outOfService } from '../status/checks/blades';
import { membersUp } from '../status/checks/sets';
import type { Situation } from '../status/line';
import { conditionOf, ofKind } from '../status/seen';
import { listed } from '../units/words';
import type { PowerAction } from './action';
import { cyclesSince, unfinished } from './journal';
import type { PortState, PowerFacts, PowerRequest } from './request';

/** Why a request is not carried out, and what to do instead. */
export interface Refusal {
  guard: string;
  why: string;
  instead: string;
}

interface Guard {
  id: string;
  /** For pages: what it keeps from happening. */
  keeps: string;
  actions: readonly PowerAction[];
  check: (request: PowerRequest, facts: PowerFacts) => Omit<Refusal, 'guard'> | undefined;
}

/** A blade that is updated comes back within this time. */
const silentMs = 3 * 60_000;
/** Whatever three power cuts did not heal, a fourth does not. */
const cyclesAnHour = 3;

const cuts = ['cycle', 'off'] as const;
const feeds = ['cycle', 'on'] as const;

/** Every one is asked, so that a person sees all reasons at once. None can be switched off but by the one word each names. */
export const guards: readonly Guard[] = [
  {
    id: 'cluster-is-seen',
    keeps: 'acting on a guess: what could not be read is not known to be well',
    actions: cuts,
    check: (_, { situation: { seen } }) => {
      const missing = seen.unread.filter(({ what }) => what === 'api-server' || what === 'objects');
      if (missing.length === 0) return undefined;
      const why = `the cluster does not say how it is (${missing[0]!.name}: ${missing[0]!.why})`;
      return { why, instead: 'npx rackwright status' };
    },
  },
  {
    id: 'desk-hears-the-rack',
    keeps: 'cutting a blade that only this desk cannot reach',
    actions: cuts,
    check: ({ blade }, { situation, othersHeard }) => {
      const others = situation.view.rack.blades.filter(
        ({ name }) => name !== blade && !situation.downBlades.includes(name),
      );
      if (others.length === 0 || othersHeard.length > 0) return undefined;
      return {
        why: 'this machine hears no blade at all, not even those that Kubernetes calls Ready: it is the line that is dead',
        instead: 'ping another blade; look at the cable, the VPN or the VLAN of this machine',
      };
    },
  },
  {
    id: 'blade-is-gone',
    keeps: 'cutting a blade that works',
    actions: cuts,
    check: ({ blade, isHung = false }, { witnesses, situation }) => {
      const alive = witnesses.filter(({ says }) => says === 'alive');
      const blind = witnesses.filter(({ says }) => says === 'nothing');
      const address = situation.view.rack.blades.find(({ name }) => name === blade)?.address ?? blade;
      if (alive.length > 0 && !(isHung && alive.every(({ who }) => who === 'ping'))) {
        const onlyPing = alive.every(({ who }) => who === 'ping');
        return {
          why: `${blade} is alive: ${listed(alive.map(({ who, how }) => `${who} says ${how}`))}`,
          instead: onlyPing
            ? 'if it hangs and answers nothing but a ping, say so with --hung'
            : `talosctl --nodes ${address} reboot, which writes everything down first`,
        };
      }
      if (blind.length === 0) return undefined;
      return {
        why: `it is not known that ${blade} is gone: ${listed(blind.map(({ who, how }) => `${who} could not be asked (${how})`))}`,
        instead: 'npx rackwright doctor says what is missing on this machine',
      };
    },
  },
  {
    id: 'silent-for-minutes',
    keeps: 'cutting a blade that is restarting, or writing an update',
    actions: cuts,
    check: ({ blade }, { situation: { byId, nowMs } }) => {
      const node = byId.get(`Node/${blade}`);
      const ready = node && conditionOf(node, 'Ready');
      const since = ready?.status === 'True' ? undefined : timeOf(ready?.since);
      if (since === undefined || nowMs - since >= silentMs) return undefined;
      return {
        why: `${blade} has been silent for ${ageOf(since, nowMs)} only: it may be restarting`,
        instead: `wait until ${new Date(since + silentMs).toISOString().slice(11, 16)} UTC`,
      };
    },
  },
  {
    id: 'no-other-blade-is-down',
    keeps: 'two blades away at a time',
    actions: cuts,
    check: ({ blade }, { situation: { downBlades } }) => {
      const others = downBlades.filter((name) => name !== blade);
      if (others.length === 0) return undefined;
      return {
        why: `${listed(others)} ${others.length === 1 ? 'is' : 'are'} down as well`,
        instead:
          'one after the other, beginning with a control-plane blade: npx rackwright status says what hangs on which',
      };
    },
  },
  {
    id: 'nobody-else-acts',
    keeps: 'two operations at a time',
    actions: cuts,
    check: ({ blade }, { journal, situation: { seen } }) => {
      const [open] = unfinished(journal).filter((entry) => entry.blade !== blade);
      if (open) {
        return {
          why: `${open.action} of ${open.blade}, begun by ${open.by} at ${open.at}, has not ended (${open.step})`,
          instead: `npx rackwright power on ${open.blade}`,
        };
      }
      const fenced = ofKind(seen, 'Node', '').find(({ metadata, ...node }) => {
        return metadata.name !== blade && isFenced(node as Manifest);
      });
      if (!fenced) return undefined;
      const { name } = fenced.metadata;
      return { why: `${name} is fenced: somebody works on it`, instead: `npx rackwright power on ${name}` };
    },
  },
  {
    id: 'quorum-holds',
    keeps: 'a set without its last member',
    actions: cuts,
    check: ({ blade }, { situation }) => {
      const [set] = quorumSets(situation.view).filter((each) => {
        const up = membersUp(each, situation);
        if (up === undefined) return false;
        const leaves = servesOn(blade, each.id, each.blades, situation);
        return leaves > 0 && up - leaves < each.needs;
      });
      if (!set) return undefined;
      return {
        why: `${set.what} (${set.id}) would lose its quorum: ${membersUp(set, situation)} members are up, ${set.needs} are needed, and one that still serves is on ${blade}`,
        instead: `npx rackwright status, and heal ${set.id} first`,
      };
    },
  },
  {
    id: 'not-the-only-control-plane',
    keeps: 'an unreachable rack',
    actions: ['off'],
    check: ({ blade }, { situation: { view } }) => {
      const planes = view.rack.blades.filter(({ role }) => role === 'control-plane');
      if (planes.length > 1 || planes[0]?.name !== blade) return undefined;
      return {
        why: `${blade} is the only control plane: once it is off nothing can be seen or moved`,
        instead: `npx rackwright power cycle ${blade}, which switches it on again`,
      };
    },
  },
  {
    id: 'storage-is-whole',
    keeps: 'the last copy of a volume from being cut in the middle of a write',
    actions: cuts,
    check: (_, { situation: { seen } }) => {
      const lost = ofKind(seen, 'Volume', 'longhorn.io').filter(
        (volume) => fieldAt(volume, 'status.robustness') === 'faulted',
      );
      if (lost.length === 0) return undefined;
      return {
        why: `${listed(lost.slice(0, 3).map(({ metadata }) => metadata.name))} have no usable copy: what lies on this blade may be the last`,
        instead: 'npx rackwright runbook restore-volume',
      };
    },
  },
  {
    id: 'port-feeds-the-blade',
    keeps: 'cutting another machine, or the rack’s own line',
    actions: ['cycle', 'off', 'on'],
    check: ({ blade: name }, { situation, ports }) => wrongPort(name, situation, ports),
  },
  {
    id: 'port-can-do-it',
    keeps: 'an order that changes nothing and looks as if it had',
    actions: ['cycle', 'off'],
    check: ({ action, blade }, facts) => {
      const port = portOf(blade, facts);
      if (!port || port.isOn) return undefined;
      return {
        why: `the port of ${blade} gives no power already`,
        instead: action === 'off' ? 'nothing is left to do' : `npx rackwright power on ${blade}`,
      };
    },
  },
  {
    id: 'switch-has-the-watts',
    keeps: 'the switch from cutting other blades off because one starts',
    actions: feeds,
    check: ({ blade: name }, { situation: { view }, ports }) => {
      const blade = view.rack.blades.find((each) => each.name === name);
      const { totalWatts } = view.rack.switches[blade?.feed?.switch ?? ''] ?? {};
      const worst = view.rack.hardware[blade?.hardware ?? '']?.watts.max ?? 0;
      const others = ports.filter(({ port }) => port !== blade?.feed?.port).reduce((sum, { watts }) => sum + watts, 0);
      if (totalWatts === undefined || others + worst <= totalWatts) return undefined;
      return {
        why: `the other ports take ${Math.round(others)} W, ${name} may take ${worst} W, and the switch gives ${totalWatts} W`,
        instead: 'take load off the rack first',
      };
    },
  },
  {
    id: 'it-helps',
    keeps: 'cutting the power again and again in the place of looking',
    actions: ['cycle'],
    check: ({ blade }, { journal, situation: { nowMs } }) => {
      const times = cyclesSince(journal, blade, nowMs - 3_600_000);
      if (times < cyclesAnHour) return undefined;
      return {
        why: `${blade} was cycled ${times} times within the hour, and it did not help`,
        instead: `npx rackwright runbook replace-a-blade ${blade}`,
      };
    },
  },
];

/** Every reason against a request; none when it may be carried out. */
export function refusalsOf(request: PowerRequest, facts: PowerFacts): Refusal[] {
  return guards
    .filter(({ actions }) => actions.includes(request.action))
    .flatMap(({ id, check }) => {
      const refusal = check(request, facts);
      return refusal ? [{ guard: id, ...refusal }] : [];
    });
}

export function portOf(name: string, { situation, ports }: PowerFacts): PortState | undefined {
  const feed = situation.view.rack.blades.find((each) => each.name === name)?.feed;
  return ports.find(({ port }) => port === feed?.port);
}

function isFenced(node: Manifest): boolean {
  return recordsOf(fieldAt(node, 'spec.taints')).some(({ key }) => key === outOfService);
}

/** Members of a set that serve on the blade now: a dead one has none to lose. */
function servesOn(blade: string, id: string, blades: readonly string[] | undefined, situation: Situation): number {
  if (situation.downBlades.includes(blade)) return 0;
  if (blades) return blades.includes(blade) ? 1 : 0;
  const [namespace, kind, name] = id.split('/');
  return situation.seen.objects.filter(
    (pod) =>
      pod.kind === 'Pod' &&
      pod.metadata.namespace === namespace &&
      fieldAt(pod, 'spec.nodeName') === blade &&
      recordsOf(fieldAt(pod, 'metadata.ownerReferences')).some(
        (owner) => owner['kind'] === kind && owner['name'] === name,
      ),
  ).length;
}

function wrongPort(
  name: string,
  { view: { rack }, byId }: Situation,
  ports: readonly PortState[],
): Omit<Refusal, 'guard'> | undefined {
  const blade = rack.blades.find((each) => each.name === name);
  if (!blade?.feed) return { why: `${name} hangs on no switch that is known`, instead: 'pull its plug by hand' };
  const place = `${blade.feed.switch}/${blade.feed.port}`;
  const instead = `look where ${name} is plugged in, and correct ports in the rack file`;
  const port = ports.find((each) => each.port === blade.feed?.port);
  if (!port) return { why: `the switch has no port ${place}`, instead };
  if (port.isUplink) return { why: `${place} is the uplink of the switch`, instead };
  if (!port.canFeed) return { why: `${place} cannot give power`, instead };
  const labels = byId.get(`Node/${name}`)?.metadata.labels;
  const told = [switchMark.in(labels), switchPortMark.in(labels)];
  if (told.every((each) => textOf(each) !== undefined) && told.join('/') !== place) {
    return { why: `the node of ${name} says ${told.join('/')}, the rack file ${place}`, instead };
  }
  const others = rack.blades.filter((each) => each.name !== name && each.mac && port.macs.includes(each.mac));
  const isOther = others.length > 0 && !(blade.mac !== undefined && port.macs.includes(blade.mac));
  if (isOther) return { why: `behind ${place} the switch sees ${listed(others.map((each) => each.name))}`, instead };
  const isForeign = blade.mac !== undefined && port.macs.length > 0 && !port.macs.includes(blade.mac);
  if (isForeign)
    return { why: `behind ${place} the switch sees ${port.macs[0]}, and ${name} is ${blade.mac}`, instead };
  return undefined;
}
