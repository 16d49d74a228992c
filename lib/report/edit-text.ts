import { stringify } from 'yaml';
import { parseFieldPath } from '../manifest/field-path';
import { objectId } from '../manifest/manifest';
import type { Edit } from '../checks/testing/edits';
import { codeSpan } from './markdown';

/** What an edit of the sound rack is, as the middle of a sentence that ends before what is found. */
export function describeEdit(edit: Edit): string {
  const steps = edit.do === 'all' ? edit.edits : [edit];
  return steps.map(step).join('\n\nand ');
}

function step(edit: Edit): string {
  switch (edit.do) {
    case 'nothing':
      return 'on';
    case 'all':
      return describeEdit(edit);
    case 'remove':
      return `without ${codeSpan(edit.id)}:`;
    case 'connect':
      return `with ${codeSpan(edit.id)} that connects to ${edit.to.map(codeSpan).join(' and ')}:`;
    case 'add':
      return `with ${codeSpan(objectId(edit.manifest))} in app ${codeSpan(edit.app)}:${yamlBlock(edit.manifest)}`;
    case 'set':
      if (edit.value === undefined) return `with ${codeSpan(edit.path)} left out of ${codeSpan(edit.id)}:`;
      return `with ${codeSpan(edit.id)} like this:${yamlBlock(nested(edit.path, edit.value))}`;
    case 'setFact':
      return fact(edit.path, edit.value);
  }
}

/** Facts beside the objects, by the file a person would edit. */
function fact(path: string, value: unknown): string {
  const [root = '', ...rest] = parseFieldPath(path);
  const inFile: Readonly<Record<string, string>> = { rack: 'the rack file', images: '`images.lock.yaml`' };
  const file = inFile[root];
  if (file === undefined) {
    const names: Readonly<Record<string, string>> = {
      secrets: 'the declared Secrets',
      operatorMade: 'what operators make',
      releases: 'what charts bring',
    };
    return `with ${names[root] ?? root} reduced to:${yamlBlock(value)}`;
  }
  if (value === undefined) return `with ${codeSpan(rest.join('.'))} left out of ${file}:`;
  return `with this in ${file}:${yamlBlock(rest.toReversed().reduce<unknown>((inner, key) => ({ [key]: inner }), value))}`;
}

/** A value below its path: list elements stand for the whole list, with the name they are known by. */
function nested(path: string, value: unknown): unknown {
  return path
    .match(/\["(?:[^"\\]|\\.)*"\]|\[[^\]]*\]|[^.[\]]+/g)
    ?.toReversed()
    .reduce<unknown>((inner, token) => {
      const [key = ''] = parseFieldPath(token);
      if (!token.startsWith('[') || token.startsWith('["')) return { [key]: inner };
      if (/^\d+$/.test(key)) return [inner];
      return [typeof inner === 'object' && inner !== null ? { name: key, ...inner } : inner];
    }, value);
}

function yamlBlock(value: unknown): string {
  return `\n\n\`\`\`yaml\n${stringify(value, shortened, { lineWidth: 110, singleQuote: true }).trimEnd()}\n\`\`\``;
}

/** The example for a ConfigMap that is too large would be a megabyte of the page. */
function shortened(_: unknown, value: unknown): unknown {
  if (typeof value !== 'string' || value.length <= 400) return value;
  return `${value.slice(0, 40)}… (${value.length.toLocaleString('en')} characters)`;
}
