import { sbom } from './sbom';

const image = { name: 'thermal-daemon', version: '1.2.3', license: 'Apache-2.0', purl: 'pkg:npm/thermal-daemon@1.2.3' };
const libc = {
  name: 'libstdc++6',
  version: '12.2.0-14+deb12u1',
  license: 'GPL-3.0-or-later WITH GCC-exception-3.1',
  purl: 'pkg:deb/debian/libstdc%2B%2B6@12.2.0-14%2Bdeb12u1?arch=arm64',
  sha256: 'ab'.repeat(32),
};

describe('the SBOM', () => {
  const document = JSON.parse(sbom(image, [libc]).toString()) as {
    spdxVersion: string;
    packages: { SPDXID: string; checksums?: unknown }[];
    relationships: { spdxElementId: string; relationshipType: string; relatedSpdxElement: string }[];
  };

  it('is SPDX 2.3 with identifiers of the allowed letters', () => {
    expect(document.spdxVersion).toBe('SPDX-2.3');
    for (const { SPDXID } of document.packages) expect(SPDXID).toMatch(/^SPDXRef-[A-Za-z0-9.-]+$/);
  });

  it('says that the document describes the image and the image contains its parts', () => {
    const [root, part] = document.packages.map(({ SPDXID }) => SPDXID);
    expect(document.relationships).toEqual([
      { spdxElementId: 'SPDXRef-DOCUMENT', relationshipType: 'DESCRIBES', relatedSpdxElement: root },
      { spdxElementId: root, relationshipType: 'CONTAINS', relatedSpdxElement: part },
    ]);
  });

  it('is the same at every time', () => {
    expect(sbom(image, [libc])).toEqual(sbom(image, [libc]));
  });
});
