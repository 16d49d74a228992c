import { fieldAt } from '../../manifest/field-path';
import type { TreeTexts } from '../changes';

/** Networks that Kubernetes hands out of, and what has addresses of them for as long as it lives. */
const handedOut = { pods: 'nodes keep the blocks they were given', services: 'Services keep their addresses' } as const;

export interface ChangedNetwork {
  /** `network.pods`. */
  path: string;
  before: string;
  after: string;
  because: string;
}

/** Networks of pods and Services that are not those that the cluster was made with, both families told as one. */
export function networksThatChange(before: TreeTexts, after: TreeTexts): ChangedNetwork[] {
  const [old, wanted] = [networkOf(before), networkOf(after)];
  if (old === undefined || wanted === undefined) return [];
  return (Object.keys(handedOut) as (keyof typeof handedOut)[]).flatMap((name) => {
    const [from, to] = [told(old, name), told(wanted, name)];
    if (from === undefined || to === undefined || from === to) return [];
    return [{ path: `network.${name}`, before: from, after: to, because: handedOut[name] }];
  });
}

function told(network: unknown, name: string): string | undefined {
  const four = fieldAt(network, name);
  const six = fieldAt(network, `ipv6.${name}`);
  return typeof four === 'string' ? [four, ...(typeof six === 'string' ? [six] : [])].join(' and ') : undefined;
}

function networkOf(tree: TreeTexts): unknown {
  const text = tree.get('rack.json');
  if (text === undefined) return undefined;
  try {
    return fieldAt(JSON.parse(text), 'facts.rack.network');
  } catch {
    return undefined;
  }
}
