import { parse } from 'yaml';
import { bytesOf } from '../units/quantity';
import { InputError, fileProblem } from '../rack-file/input-error';

/** A machine as a list of somebody's tells of it. */
export interface GivenNode extends MachineKind {
  name: string;
  address: string;
  role: 'control-plane' | 'worker';
}

export interface MachineKind {
  arch: 'arm64' | 'amd64';
  cores: number;
  /** As the rack file writes it, `8GB`. */
  memory: string;
  disk: string;
}

/**
 * Machines of a list that people have: lines of `name address [control-plane]`, talhelper's `talconfig.yaml`, or what
 * `kubectl get nodes -o yaml` prints.
 *
 * @param fallback of what a list does not say
 * @throws InputError when no machine is in it
 */
export function nodesOf(text: string, fallback: MachineKind): GivenNode[] {
  const document: unknown = /^\s*(?:apiVersion|kind|clusterName|nodes|items|---)\b/m.test(text)
    ? parse(text)
    : undefined;
  const nodes = isRecord(document) ? nodesOfDocument(document, fallback) : nodesOfLines(text, fallback);
  if (nodes.length === 0)
    throw new InputError([
      fileProblem('the list of machines', 'names no machine', 'write a name and an address a line'),
    ]);
  // A rack without a control plane is none; the first machine is as good as any.
  if (nodes.every(({ role }) => role === 'worker'))
    nodes.splice(0, 1, { ...(nodes[0] as GivenNode), role: 'control-plane' });
  return nodes;
}

function nodesOfLines(text: string, fallback: MachineKind): GivenNode[] {
  return text
    .split('\n')
    .map((line) =>
      line
        .replace(/#.*/, '')
        .trim()
        .split(/[\s,;]+/),
    )
    .flatMap(([name = '', address = '', ...rest]) =>
      /^\d+\.\d+\.\d+\.\d+$/.test(address)
        ? [
            {
              ...fallback,
              name,
              address,
              role: rest.includes('control-plane') ? ('control-plane' as const) : ('worker' as const),
            },
          ]
        : [],
    );
}

type Record_ = Record<string, unknown>;
const isRecord = (value: unknown): value is Record_ =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const recordsOf = (value: unknown): Record_[] => (Array.isArray(value) ? value.filter(isRecord) : []);

function nodesOfDocument(document: Record_, fallback: MachineKind): GivenNode[] {
  const talhelper = recordsOf(document['nodes']);
  if (talhelper.length > 0) {
    return talhelper.map((node) => ({
      ...fallback,
      name: String(node['hostname']),
      address: String(node['ipAddress']).split(/[\s,]/)[0] as string,
      role: node['controlPlane'] === true ? 'control-plane' : 'worker',
    }));
  }
  const items = document['kind'] === 'Node' ? [document] : recordsOf(document['items']);
  return items.map((item) => nodeOf(item, fallback));
}

/** A Node of Kubernetes: `status.capacity` counts memory in Ki, and says nothing of the disk that Talos will have. */
function nodeOf({ metadata, status }: Record_, fallback: MachineKind): GivenNode {
  const { name, labels } = metadata as { name: string; labels?: Record<string, string> };
  const { addresses, capacity, nodeInfo } = status as {
    addresses?: { type: string; address: string }[];
    capacity?: Record<string, string>;
    nodeInfo?: { architecture?: string };
  };
  const memoryBytes = capacity?.['memory'] ? bytesOf(capacity['memory']) : undefined;
  const isControlPlane = Object.keys(labels ?? {}).includes('node-role.kubernetes.io/control-plane');
  return {
    ...fallback,
    name,
    address: addresses?.find(({ type }) => type === 'InternalIP')?.address ?? '',
    role: isControlPlane ? 'control-plane' : 'worker',
    ...(nodeInfo?.architecture === 'amd64' || nodeInfo?.architecture === 'arm64'
      ? { arch: nodeInfo.architecture }
      : {}),
    ...(capacity?.['cpu'] && { cores: Number(capacity['cpu']) }),
    // The firmware keeps some of it: the next whole gigabyte is what the machine was sold with.
    ...(memoryBytes && { memory: `${Math.ceil(memoryBytes / 1e9)}GB` }),
  };
}
