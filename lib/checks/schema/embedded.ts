import { parseAllDocuments, type YAMLParseError } from 'yaml';
import { isYamlText } from '../../manifest/yaml-text';
import { isRecord } from '../../manifest/field-path';
import type { Manifest } from '../../manifest/manifest';
import { fieldPath, type Report } from './hits';

/** Configuration files inside ConfigMaps and Secrets: what is called .yaml or .json must be that. */
export function checkEmbedded(manifest: Manifest, report: Report): void {
  if (manifest.kind === 'ConfigMap') checkFiles(manifest.data, 'data', report);
  if (manifest.kind === 'Secret') checkFiles(manifest.stringData, 'stringData', report);
}

function checkFiles(data: unknown, field: string, report: Report): void {
  if (!isRecord(data)) return;
  for (const [key, text] of Object.entries(data)) {
    if (typeof text !== 'string' || text.startsWith('ENC[')) continue;
    const fault = /\.json$/.test(key) ? jsonFault(text) : /\.ya?ml$/.test(key) ? yamlFault(text) : undefined;
    if (fault !== undefined) report('content/syntax', fieldPath(field, key), fault, '');
  }
}

function jsonFault(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return `is no JSON: ${(error as Error).message}`;
  }
}

/** Templates put `{{ }}` where YAML has no place for it: a word in its place leaves the rest to be read. */
function yamlFault(given: string): string | undefined {
  if (isYamlText(given)) return undefined;
  const text = given.replace(/\{\{.*?\}\}/g, 'x');
  if (errorsOf(text, false).length === 0) return undefined;
  for (const error of errorsOf(text, true)) {
    const at = error.linePos?.[0];
    const place = at === undefined ? '' : ` (line ${at.line}, column ${at.col})`;
    return `is no YAML${place}: ${error.message.split('\n')[0]!.replace(/ at line \d+, column \d+:$/, '')}`;
  }
  return undefined;
}

/** Places cost as much as the parsing, so they are asked for only when something is wrong. */
function errorsOf(text: string, prettyErrors: boolean): YAMLParseError[] {
  return parseAllDocuments(text, { prettyErrors, schema: 'failsafe' }).flatMap(({ errors }) => errors);
}
