import { CORE_SCHEMA, load, loadAll } from 'js-yaml';
import { parse, parseAllDocuments } from 'yaml';

/**
 * The documents of a file of `dist/`, as plain data. The faster parser reads them; it stops at the first mistake, so a
 * file that somebody broke by hand is left to the other one, which takes what it can. Never throws.
 */
export function documentsIn(text: string): unknown[] {
  try {
    return loadAll(text);
  } catch {
    return parseAllDocuments(text, { logLevel: 'silent' }).flatMap((document) => {
      try {
        return [document.toJS() as unknown];
      } catch {
        return []; // an alias to nothing, or one to too much
      }
    });
  }
}

/**
 * A text of one document, as plain data: the faster parser's reading of it, or the other one's where that finds a fault.
 *
 * @throws YAMLParseError where both do
 */
export function dataIn(text: string): unknown {
  try {
    return load(text, { schema: CORE_SCHEMA });
  } catch {
    return parse(text);
  }
}
