import type { GivenNode, MachineKind } from './given-node';
import { InputError, fileProblem } from '../../rack-file/input-error';
import type { SpecProblem } from '../../rack-file/problem';

const form =
  'write: name address [control-plane] [arch=amd64] [cores=8] [memory=32GB] [disk=1TB] [board=raspberry-pi-5]';

/** `mini-01 192.168.1.10 control-plane arch=amd64 memory=32GB`, one machine a line; `#` begins a comment. */
export function nodesOfLines(text: string, file: string, fallback: MachineKind): GivenNode[] {
  const faults: SpecProblem[] = [];
  const nodes = text.split('\n').flatMap((line, index): GivenNode[] => {
    const words = line
      .replace(/#.*/, '')
      .trim()
      .split(/[\s,;]+/)
      .filter((word) => word !== '');
    if (words.length === 0) return [];
    const node = nodeOf(words, fallback);
    if (typeof node === 'object') return [node];
    faults.push({ ...fileProblem(file, node, form), line: index + 1, column: 1 });
    return [];
  });
  if (faults.length > 0) throw new InputError(faults, text);
  return nodes;
}

/** The machine, or what is wrong with its line. */
function nodeOf([name = '', address = '', ...rest]: string[], fallback: MachineKind): GivenNode | string {
  if (!/^\d+\.\d+\.\d+\.\d+$/.test(address)) return `"${address}" behind ${name} is no IPv4 address`;
  const node: GivenNode = { ...fallback, name, address, role: 'worker' };
  for (const word of rest) {
    const [, key = '', value = ''] = /^(arch|board|cores|memory|disk)=(.+)$/.exec(word) ?? [];
    if (word === 'control-plane') node.role = 'control-plane';
    else if (word === 'worker') node.role = 'worker';
    else if (key === 'arch' && (value === 'arm64' || value === 'amd64')) node.arch = value;
    else if (key === 'cores' && /^[1-9]\d*$/.test(value)) node.cores = Number(value);
    else if (key === 'memory' || key === 'disk' || key === 'board') node[key] = value;
    else return `"${word}" says nothing that is known of ${name}`;
  }
  return node;
}
