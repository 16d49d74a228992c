import type { GivenNode, MachineKind } from './given-node';
import { InputError, fileProblem } from '../../rack-file/input-error';
import { bytesOf } from '../../units/quantity';
import { isRecord, recordsOf, textOf } from './records';

/** What `kubectl get nodes -o yaml` prints: a list, or one Node. */
export function nodesOfCluster(document: Record<string, unknown>, file: string, fallback: MachineKind): GivenNode[] {
  const items = document['kind'] === 'Node' ? [document] : recordsOf(document['items']);
  const nodes = items.map((item) => nodeOf(item, fallback));
  const bad = nodes.flatMap(({ name, address }, index) =>
    name === '' || address === ''
      ? [
          fileProblem(
            file,
            `items[${index}] has no ${name === '' ? 'name' : 'InternalIP'}`,
            'print it with: kubectl get nodes -o yaml',
          ),
        ]
      : [],
  );
  if (bad.length > 0) throw new InputError(bad);
  return nodes;
}

/** A Node counts memory in Ki, and says nothing of the disk that Talos will have. */
function nodeOf(item: Record<string, unknown>, fallback: MachineKind): GivenNode {
  const metadata = isRecord(item['metadata']) ? item['metadata'] : {};
  const status = isRecord(item['status']) ? item['status'] : {};
  const labels = isRecord(metadata['labels']) ? metadata['labels'] : {};
  const capacity = isRecord(status['capacity']) ? status['capacity'] : {};
  const info = isRecord(status['nodeInfo']) ? status['nodeInfo'] : {};
  const address = recordsOf(status['addresses']).find(({ type }) => type === 'InternalIP')?.['address'];
  const memory = textOf(capacity['memory']);
  const cores = Number(capacity['cpu']);
  const arch = info['architecture'];
  return {
    ...fallback,
    name: textOf(metadata['name']) ?? '',
    address: textOf(address) ?? '',
    role: 'node-role.kubernetes.io/control-plane' in labels ? 'control-plane' : 'worker',
    ...(arch === 'amd64' || arch === 'arm64' ? { arch } : {}),
    ...(Number.isInteger(cores) && cores > 0 ? { cores } : {}),
    // Rounded down: what the firmware keeps is nothing that a pod could have.
    ...(memory !== undefined && { memory: `${Math.max(1, Math.floor(bytesOf(memory) / 1e9))}GB` }),
  };
}
