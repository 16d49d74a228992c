/** What the guest is made of, besides our own image. Pinned, so that a failing run tomorrow is our doing. */

export interface GuestPackage {
  readonly package: string;
  readonly version: string;
  readonly architecture: 'arm64' | 'amd64';
  readonly sha256: string;
}

/** Debian 12's newer kernel: the first with `pwm-gpio`. */
export const kernelRelease = '6.12.117+deb12-arm64';
export const kernelSeries = '6.12';
const kernelVersion = '6.12.117-1~deb12u1';

export const guestPackages = {
  kernel: {
    package: `linux-image-${kernelRelease}`,
    version: kernelVersion,
    architecture: 'arm64',
    sha256: '29593b2ac908b9325be67b2bfb7252310d8500680bc05e89d540a9378abd01a1',
  },
  headers: {
    package: `linux-headers-${kernelRelease}`,
    version: kernelVersion,
    architecture: 'arm64',
    sha256: '65ef8d1db33647cb9adfaa759376b43dcb3769774d803cf163970edc316d1def',
  },
  commonHeaders: {
    package: 'linux-headers-6.12.117+deb12-common',
    version: kernelVersion,
    architecture: 'arm64',
    sha256: '0c70107dda266a9d26dc119d80a71589202b17fbf4d4ddf544681c89e2002742',
  },
  /** Runs on the machine that builds, so it is of that machine's architecture. */
  buildTools: {
    package: 'linux-kbuild-6.12.117+deb12',
    version: kernelVersion,
    architecture: 'amd64',
    sha256: '69761d1daf39e43485d278cc7066f77c15edc3b881d6e47afd61cf0da0985677',
  },
  /** For two files: drivers/hwmon/emc2305.c, the independent reader of what our driver wrote, and drivers/pwm/pwm-gpio.c. */
  source: {
    package: 'linux-source-6.12',
    version: kernelVersion,
    architecture: 'arm64',
    sha256: 'e849faf31ca3555757f3a8877cb01af92122f744f75d1f3102734651c4e14703',
  },
  busybox: {
    package: 'busybox-static',
    version: '1:1.35.0-4+deb12u1+b1',
    architecture: 'arm64',
    sha256: '732c9135564fc71337e0e05fb4da4d11e6c28c1834bce3e405e575afef2a52f5',
  },
} as const satisfies Readonly<Record<string, GuestPackage>>;
