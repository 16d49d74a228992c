import { stringify } from 'yaml';
import type { RackSpec } from '../rack-file/rack';
import { type TalosFile, talosFiles } from './patches';
import { plainDocument } from './plain-document';

/** How the yaml package prints them. */
export const printOptions = { lineWidth: 0, singleQuote: true, version: '1.1' } as const;

/** Texts of all files of a rack, by path. Its blades share most of their documents, so each is printed once. */
export function talosTexts(rack: RackSpec): Map<string, string> {
  const printed = new Map<string, string>();
  return new Map(talosFiles(rack).map(({ path, content }) => [path, toYamlDocuments(content, printed)]));
}

/** Text of a file: documents in the order given, keys as Talos' own documentation writes them. */
export function toYamlDocuments(content: TalosFile['content'], printed = new Map<string, string>()): string {
  if (typeof content === 'string') return content.replaceAll('    ', '  '); // the factory reads any indentation
  return content
    .map((each) => {
      const key = JSON.stringify(each);
      const text = printed.get(key) ?? plainDocument(each) ?? stringify(each, printOptions);
      printed.set(key, text);
      return text;
    })
    .join('---\n');
}
