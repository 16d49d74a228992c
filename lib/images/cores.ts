import type { RackSpec } from '../rack-file/rack';

/** A processor that images must run on, as QEMU names it. */
export interface Core {
  arch: 'arm64' | 'amd64';
  /** `cortex-a72` */
  cpu: string;
}

/**
 * The oldest core of each board. A BCM2711 has Cortex-A72 (Armv8.0), a BCM2712 Cortex-A76 (Armv8.2); an RK3588 has Cortex-A55
 * beside its A76, of the same Armv8.2. A machine of no known board is taken for the oldest that is sold as one: Armv8.0, and
 * for amd64 what distributions call x86-64-v2, a Nehalem.
 */
const cpus: Readonly<Record<string, string>> = {
  'raspberry-pi-4': 'cortex-a72',
  'raspberry-pi-5': 'cortex-a76',
  'turing-rk1': 'cortex-a76',
};

export function coresOf({ blades, hardware }: Pick<RackSpec, 'blades' | 'hardware'>): Core[] {
  const cores = blades.flatMap((blade): Core[] => {
    const made = hardware[blade.hardware];
    if (!made) return [];
    return [{ arch: made.arch, cpu: made.arch === 'amd64' ? 'Nehalem' : (cpus[made.board] ?? 'cortex-a72') }];
  });
  return cores.filter(({ arch, cpu }, at) => cores.findIndex((each) => each.arch === arch && each.cpu === cpu) === at);
}
