import { fieldAt, recordsOf, textOf } from '../../manifest/field-path';
import { type Manifest, objectId } from '../../manifest/manifest';
import { counted, listed } from '../../units/words';
import { forHowLong } from '../ages';
import type { Found, Situation, StatusCheck } from '../line';
import { conditionOf, isTrue, ofKind, ownersOf } from '../seen';

export const outOfService = 'node.kubernetes.io/out-of-service';

/** What follows `kubectl taint nodes <blade>` to say that a blade is off, and to take that back. */
export const fenceArguments = {
  fence: [`${outOfService}=nodeshutdown:NoExecute`, '--overwrite'],
  unfence: [`${outOfService}-`],
} as const;

/** Blades that are silent, refuse to work, or were left as somebody worked on them. */
export const blades: StatusCheck = {
  id: 'blades',
  finds: 'blades that are gone, not ready, short of something, still cordoned or fenced, or of another version',
  check(situation) {
    const nodes = ofKind(situation.seen, 'Node', '');
    if (nodes.length === 0) return [];
    return [...down(situation), ...nodes.flatMap((node) => whileUp(node, situation)), ...strangers(nodes, situation)];
  },
};

/** One line for all of them: what kills several blades at a time is mostly one thing. */
function down(situation: Situation): Found[] {
  const { downBlades, view, byId, nowMs, seen } = situation;
  const [first] = downBlades;
  if (first === undefined) return [];
  const node = byId.get(`Node/${first}`);
  const ready = node && conditionOf(node, 'Ready');
  const why = ready === undefined ? 'the cluster has no such node' : (ready.message || ready.reason).replace(/\.$/, '');
  const stuck = podsOf(downBlades, seen.objects);
  const waiting = stuck.length > 0 ? `; ${counted(stuck.length, 'pod')} stood there` : '';
  const is = downBlades.length === 1 ? 'is' : 'are';
  const switched = wholeSwitch(situation);
  const who = switched === undefined ? listed(downBlades) : `all that switch ${switched} feeds (${listed(downBlades)})`;
  return [
    {
      level: 'broken',
      object: `Node/${first}`,
      message: `${who} ${is} not ready${forHowLong(ready?.since, nowMs)}: ${why}${waiting}`,
      ...(ready?.since && { since: ready.since }),
      command: commandFor(first, situation),
      page: `replace-a-blade ${first}`,
      explains: [
        ...downBlades.map((name) => `Node/${name}`),
        ...stuck.flatMap((pod) => [objectId(pod), ...ownersOf(pod, byId)]),
        ...pinnedTo(downBlades, seen.objects, byId),
        ...(downBlades.some((name) =>
          view.rack.blades.some((each) => each.name === name && each.role === 'control-plane'),
        )
          ? ['etcd']
          : []),
      ],
    },
  ];
}

/** A kubelet that says what it lacks is better asked than cut off. */
function commandFor(name: string, { view: { rack }, byId }: Situation): string {
  const blade = rack.blades.find((each) => each.name === name);
  const node = byId.get(`Node/${name}`);
  const answers = node !== undefined && conditionOf(node, 'Ready')?.status === 'False';
  const isSwitchable = blade?.feed !== undefined && rack.switches[blade.feed.switch]?.control !== undefined;
  if (answers || !isSwitchable) return `talosctl --nodes ${blade?.address ?? name} dmesg | tail -50`;
  return `npx rackwright power cycle ${name}`;
}

function wholeSwitch({ downBlades, view: { rack } }: Situation): string | undefined {
  if (downBlades.length < 2) return undefined;
  return Object.keys(rack.switches).find((name) => {
    const fed = rack.blades.filter(({ feed }) => feed?.switch === name).map((blade) => blade.name);
    return fed.length === downBlades.length && fed.every((each) => downBlades.includes(each));
  });
}

function podsOf(names: readonly string[], objects: readonly Manifest[]): Manifest[] {
  return objects.filter(
    (each) => each.kind === 'Pod' && names.includes(textOf(fieldAt(each, 'spec.nodeName')) ?? '') && !isDaemon(each),
  );
}

function isDaemon(pod: Manifest): boolean {
  return recordsOf(fieldAt(pod, 'metadata.ownerReferences')).some(({ kind }) => kind === 'DaemonSet');
}

/** Pods whose volume lies on one of the blades: they wait for it wherever they are. */
function pinnedTo(
  names: readonly string[],
  objects: readonly Manifest[],
  byId: ReadonlyMap<string, Manifest>,
): string[] {
  const claims = objects
    .filter(({ kind }) => kind === 'PersistentVolume')
    .flatMap((volume) => {
      const terms = JSON.stringify(fieldAt(volume, 'spec.nodeAffinity') ?? '');
      if (!names.some((name) => terms.includes(`"${name}"`))) return [];
      return [`${String(fieldAt(volume, 'spec.claimRef.namespace'))}/${String(fieldAt(volume, 'spec.claimRef.name'))}`];
    });
  return objects.flatMap((pod) => {
    if (pod.kind !== 'Pod') return [];
    const uses = recordsOf(fieldAt(pod, 'spec.volumes')).map(
      (volume) => `${pod.metadata.namespace}/${String(fieldAt(volume, 'persistentVolumeClaim.claimName'))}`,
    );
    return uses.some((claim) => claims.includes(claim)) ? [objectId(pod), ...ownersOf(pod, byId)] : [];
  });
}

const pressures = ['MemoryPressure', 'DiskPressure', 'PIDPressure'] as const;

function whileUp(node: Manifest, { view: { rack }, nowMs }: Situation): Found[] {
  const { name } = node.metadata;
  const object = `Node/${name}`;
  if (!isTrue(node, 'Ready')) return [];
  const found: Found[] = [];
  const pressed = pressures.filter((type) => isTrue(node, type));
  if (pressed.length > 0) {
    const since = conditionOf(node, pressed[0]!)?.since;
    found.push({
      level: 'broken',
      object,
      message: `${name} is under ${listed(pressed)}${forHowLong(since, nowMs)} and evicts pods`,
      ...(since && { since }),
      command: `kubectl describe node ${name}`,
      page: 'node-exporter',
    });
  }
  const fence = recordsOf(fieldAt(node, 'spec.taints')).find(({ key }) => key === outOfService);
  if (fence) {
    found.push({
      level: 'broken',
      object,
      message: `${name} is back and still fenced: nothing may run there`,
      command: `kubectl taint nodes ${name} ${outOfService}-`,
      page: `replace-a-blade ${name}`,
    });
  } else if (fieldAt(node, 'spec.unschedulable') === true) {
    found.push({
      level: 'risk',
      object,
      message: `${name} is cordoned: it takes no pods, and alerts about it are silent`,
      command: `kubectl uncordon ${name}`,
      page: 'upgrade',
    });
  }
  const kubelet = textOf(fieldAt(node, 'status.nodeInfo.kubeletVersion'))?.replace(/^v/, '');
  const talos = /Talos \(v([\d.]+)/.exec(textOf(fieldAt(node, 'status.nodeInfo.osImage')) ?? '')?.[1];
  const others = [
    ...(talos !== undefined && talos !== rack.talos ? [`Talos ${talos} where the rack file says ${rack.talos}`] : []),
    // Without Talos there it is not known who updates it.
    ...(talos !== undefined && kubelet !== undefined && kubelet !== rack.kubernetes
      ? [`kubelet ${kubelet} where it says ${rack.kubernetes}`]
      : []),
  ];
  if (others.length > 0) {
    found.push({
      level: 'note',
      object,
      message: `${name} runs ${listed(others)}`,
      command: 'npx rackwright runbook upgrade',
      page: 'upgrade',
    });
  }
  return found;
}

function strangers(nodes: readonly Manifest[], { view: { rack } }: Situation): Found[] {
  return nodes
    .filter(({ metadata }) => !rack.blades.some(({ name }) => name === metadata.name))
    .map(({ metadata: { name } }) => ({
      level: 'risk',
      object: `Node/${name}`,
      message: `the cluster has ${name}, which the rack file does not: no proof reckons with it`,
      command: `kubectl get node ${name} --output wide`,
      page: 'add-and-remove-a-blade',
    }));
}
