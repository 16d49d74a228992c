/** What the guest is made of, besides our own image. Pinned, so that a failing run tomorrow is our doing. */

export interface GuestPackage {
  readonly package: string;
  readonly version: string;
  readonly architecture: 'arm64' | 'amd64';
  readonly sha256: string;
}

export const kernelRelease = '6.1.0-56-arm64';
const kernelVersion = '6.1.192-2';

export const guestPackages = {
  kernel: {
    package: `linux-image-${kernelRelease}`,
    version: kernelVersion,
    architecture: 'arm64',
    sha256: '6f4ed2d1cb9106bc977c2b1960008f175e2eed5740340634b7894e65ef5acc82',
  },
  headers: {
    package: `linux-headers-${kernelRelease}`,
    version: kernelVersion,
    architecture: 'arm64',
    sha256: 'ad4f11f52c4fa8bf56b530d14bc453a73fd2b09dbdb416e6a0ead31265170d7d',
  },
  commonHeaders: {
    package: 'linux-headers-6.1.0-56-common',
    version: kernelVersion,
    architecture: 'arm64',
    sha256: '509e776de8353799a53f4b14d29e87863aac2b7ee9264544bc2821461a853930',
  },
  /** Runs on the machine that builds, so it is of that machine's architecture. Its version goes its own way at Debian's. */
  buildTools: {
    package: 'linux-kbuild-6.1',
    version: '6.1.192-3',
    architecture: 'amd64',
    sha256: '98a1baa42a21088e25bcc91c4d8e8134cf1e9d6e978b8c4584f6c7d05e6cc9d6',
  },
  /** For one file: drivers/hwmon/emc2305.c, the independent reader of what our driver wrote. */
  source: {
    package: 'linux-source-6.1',
    version: kernelVersion,
    architecture: 'arm64',
    sha256: 'ae95fe63d4c553f8d0e6c86cb1ab566f3894a43743eb19ab585cd97d82f26514',
  },
  busybox: {
    package: 'busybox-static',
    version: '1:1.35.0-4+deb12u1+b1',
    architecture: 'arm64',
    sha256: '732c9135564fc71337e0e05fb4da4d11e6c28c1834bce3e405e575afef2a52f5',
  },
} as const satisfies Readonly<Record<string, GuestPackage>>;
