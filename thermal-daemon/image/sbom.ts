/** SPDX 2.3, written by hand: `npm sbom` knows neither Node nor the Debian files, and stamps time and random ids. */

export interface Component {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly purl: string;
  readonly sha256?: string;
  readonly sourceInfo?: string;
}

export function sbom(image: Component, components: readonly Component[]): Buffer {
  const packages = [image, ...components].map((component, index) => ({
    SPDXID: identifier(component, index),
    name: component.name,
    versionInfo: component.version,
    downloadLocation: 'NOASSERTION',
    filesAnalyzed: false,
    licenseConcluded: 'NOASSERTION',
    licenseDeclared: component.license,
    copyrightText: 'NOASSERTION',
    sourceInfo: component.sourceInfo,
    checksums: component.sha256 ? [{ algorithm: 'SHA256', checksumValue: component.sha256 }] : undefined,
    externalRefs: [{ referenceCategory: 'PACKAGE-MANAGER', referenceType: 'purl', referenceLocator: component.purl }],
  }));
  const [root, ...rest] = packages;
  const document = {
    spdxVersion: 'SPDX-2.3',
    dataLicense: 'CC0-1.0',
    SPDXID: 'SPDXRef-DOCUMENT',
    name: `${image.name}-${image.version}`,
    documentNamespace: `https://spdx.invalid/${image.name}/${image.version}/${image.sha256 ?? ''}`,
    // The build has no clock: the same input must give the same bytes.
    creationInfo: { created: '1970-01-01T00:00:00Z', creators: ['Tool: thermal-daemon-image'] },
    packages,
    relationships: [
      { spdxElementId: 'SPDXRef-DOCUMENT', relationshipType: 'DESCRIBES', relatedSpdxElement: root?.SPDXID },
      ...rest.map(({ SPDXID }) => ({
        spdxElementId: root?.SPDXID,
        relationshipType: 'CONTAINS',
        relatedSpdxElement: SPDXID,
      })),
    ],
  };
  return Buffer.from(`${JSON.stringify(document, null, 2)}\n`);
}

const identifier = ({ name }: Component, index: number): string =>
  `SPDXRef-${index}-${name.replaceAll(/[^A-Za-z0-9.-]/g, '-')}`;
