import { stringify } from 'yaml';
import type { TalosFile } from './patches';

/** Text of a file: documents in the order given, keys as Talos' own documentation writes them. */
export function toYamlDocuments(content: TalosFile['content']): string {
  if (typeof content === 'string') return content.replaceAll('    ', '  '); // the factory reads any indentation
  return content.map((each) => stringify(each, { lineWidth: 0, singleQuote: true, version: '1.1' })).join('---\n');
}
