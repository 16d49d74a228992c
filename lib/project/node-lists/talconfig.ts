import type { GivenNode, GivenNodes, MachineKind } from './given-node';
import { InputError, fileProblem } from '../../rack-file/input-error';
import { isRecord, recordsOf, textOf } from './records';

/** talhelper's `talconfig.yaml`: names, first addresses and roles; of hardware it may say the architecture. */
export function nodesOfTalconfig(document: Record<string, unknown>, file: string, fallback: MachineKind): GivenNodes {
  const nodes = recordsOf(document['nodes']).map((node): GivenNode => {
    const spec = isRecord(node['machineSpec']) ? node['machineSpec'] : {};
    const arch = spec['arch'];
    return {
      ...fallback,
      name: textOf(node['hostname']) ?? '',
      address: textOf(node['ipAddress'])?.split(/[\s,]/)[0] ?? '',
      role: node['controlPlane'] === true ? 'control-plane' : 'worker',
      ...(arch === 'amd64' || arch === 'arm64' ? { arch } : {}),
    };
  });
  const bad = nodes.flatMap(({ name, address }, index) =>
    name === '' || address === ''
      ? [fileProblem(file, `nodes[${index}] has no ${name === '' ? 'hostname' : 'ipAddress'}`, 'write both as text')]
      : [],
  );
  if (bad.length > 0) throw new InputError(bad);
  const endpoint = /^https:\/\/(\d+\.\d+\.\d+\.\d+)(?::\d+)?\/?$/.exec(textOf(document['endpoint']) ?? '')?.[1];
  const name = textOf(document['clusterName']);
  return { nodes, ...(endpoint !== undefined && { controlPlane: endpoint }), ...(name !== undefined && { name }) };
}
