import type { RuleInfo } from '../../checks/rule';
import type { Finding, Level } from '../../facts/finding';
import { compareFindings } from '../../facts/finding-order';
import { anchorOf } from '../findings-as-markdown';

/** What scanners' viewers show beside the lines of a pull request (OASIS SARIF 2.1.0). */
export interface SarifInput {
  version: string;
  rules: readonly RuleInfo[];
  /** Findings of one rack, and the file of `dist/<rack>/` in which an object stands. */
  racks: readonly { rack: string; findings: readonly Finding[]; fileOf: (object: string) => string | undefined }[];
}

const levels: Readonly<Record<Level, string>> = { error: 'error', warning: 'warning', info: 'note' };

export function reviewAsSarif({ version, rules, racks }: SarifInput): string {
  const all = racks.flatMap(({ rack, findings, fileOf }) =>
    [...findings]
      .sort(compareFindings)
      .map((finding) => ({ finding, file: fileOf(finding.object) ?? `dist/${rack}/rack.json` })),
  );
  const used = rules.filter(({ id }) => all.some(({ finding }) => finding.rule === id));
  const document = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'rackwright',
            semanticVersion: version,
            rules: used.map(({ id, level, why, fixHint }) => ({
              id,
              shortDescription: { text: why },
              help: { text: `${fixHint} (docs/rules.md#${anchorOf(id)})` },
              defaultConfiguration: { level: levels[level] },
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: all.map(({ finding, file }) => resultOf(finding, file, used)),
      },
    ],
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function resultOf(
  { rule, level, object, path, message, fix, at }: Finding,
  file: string,
  rules: readonly RuleInfo[],
): object {
  const place = (uri: string, line: number) => ({
    artifactLocation: { uri, uriBaseId: '%SRCROOT%' },
    region: { startLine: line },
  });
  return {
    ruleId: rule,
    ruleIndex: rules.findIndex(({ id }) => id === rule),
    level: levels[level],
    message: { text: `${object} ${message}. ${fix}` },
    locations: [
      {
        physicalLocation: at ? place(at.file, at.line) : place(file, 1),
        logicalLocations: [{ fullyQualifiedName: path === '' ? object : `${object}: ${path}`, kind: 'object' }],
      },
    ],
    ...(at && { relatedLocations: [{ physicalLocation: place(file, 1) }] }),
    // What makes a result the same one in the next run: never its words.
    partialFingerprints: { 'rackwright/v1': `${rule}|${object}|${path}` },
  };
}
