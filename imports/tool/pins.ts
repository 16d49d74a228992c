import { parseDocument, type Document } from 'yaml';
import { ImportError } from './import-error';

/** Files of one Go module at one version. */
export interface Source {
  module: string;
  version: string;
  files: string[];
  /** Checksum of what was taken, written by the tool. Delete the line when you change the version. */
  sha256?: string;
}

/** A chart in a source tree, or the manifest that a project releases beside its chart. */
export interface ChartPin extends Source {
  /** Folder of the chart inside the module. @default - `files` name a release manifest */
  chart?: string;
  release: string;
  namespace: string;
  /** Where the chart publishes the schema of its values, below its folder. @default - nowhere */
  schema?: string;
}

export interface Pins {
  kubernetes: Source;
  families: Record<string, Source[]>;
  charts: Record<string, ChartPin>;
}

export interface PinFile {
  pins: Pins;
  document: Document;
}

export function parsePins(text: string): PinFile {
  const document = parseDocument(text);
  if (document.errors.length > 0) {
    throw new ImportError(`imports/pins.yaml: ${document.errors[0]?.message}`, 'Correct the YAML.');
  }
  return { pins: document.toJS() as Pins, document };
}

/** Every source with its place in the file. */
export function sourcesOf(pins: Pins): { place: (string | number)[]; source: Source }[] {
  const families = Object.entries(pins.families).flatMap(([family, sources]) =>
    sources.map((source, index) => ({ place: ['families', family, index], source })),
  );
  const charts = Object.entries(pins.charts).map(([chart, source]) => ({ place: ['charts', chart], source }));
  return [{ place: ['kubernetes'], source: pins.kubernetes }, ...families, ...charts];
}

/** Compares what was taken with what the pin says, or writes it down when the pin says nothing yet. */
export function settleChecksum(
  { document }: PinFile,
  place: (string | number)[],
  source: Source,
  sha256: string,
): void {
  if (source.sha256 === undefined) {
    document.setIn([...place, 'sha256'], sha256);
    return;
  }
  if (source.sha256 === sha256) return;
  throw new ImportError(
    `${source.module}@${source.version}: the files taken have sha256 ${sha256}, imports/pins.yaml expects ${source.sha256}`,
    'If you changed the version or the files, delete the line `sha256` and run again; if not, do not use this download.',
  );
}
