import { parse } from 'yaml';
import type { GivenNode, GivenNodes, MachineKind } from './node-lists/given-node';
import { nodesOfCluster } from './node-lists/cluster-nodes';
import { nodesOfLines } from './node-lists/lines';
import { nodesOfTalconfig } from './node-lists/talconfig';
import { isRecord, recordsOf } from './node-lists/records';
import { InputError, fileProblem } from '../rack-file/input-error';

/**
 * Machines of a list that people have: lines of `name address [control-plane] [memory=8GB …]`, talhelper's `talconfig.yaml`,
 * or what `kubectl get nodes -o yaml` (or `-o json`) prints.
 *
 * @param file that the list stands in, for what is said of it
 * @param fallback of what a list does not say
 * @throws InputError with every line that cannot be used, or when no machine is in it
 */
export function givenNodes(text: string, file: string, fallback: MachineKind): GivenNodes {
  const list = readList(text, file, fallback);
  const { nodes } = list;
  if (nodes.length === 0)
    throw new InputError([fileProblem(file, 'names no machine', 'write a name and an address a line')]);
  // A rack without a control plane is none; the first machine is as good as any.
  if (nodes.every(({ role }) => role === 'worker'))
    nodes.splice(0, 1, { ...(nodes[0] as GivenNode), role: 'control-plane' });
  return list;
}

function readList(text: string, file: string, fallback: MachineKind): GivenNodes {
  const document = /^\s*(?:\{|---|(?:apiVersion|kind|clusterName|nodes|items)\s*:)/m.test(text)
    ? yamlOf(text, file)
    : undefined;
  if (!isRecord(document)) return { nodes: nodesOfLines(text, file, fallback) };
  if (recordsOf(document['nodes']).length > 0) return nodesOfTalconfig(document, file, fallback);
  return { nodes: nodesOfCluster(document, file, fallback) };
}

function yamlOf(text: string, file: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    const [message = ''] = String((error as Error).message).split('\n');
    throw new InputError([fileProblem(file, 'is no YAML', message)]);
  }
}
