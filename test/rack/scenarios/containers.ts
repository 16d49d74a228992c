import type { Blade } from '../box/blade';
import type { RackContext } from './scenario';

/** What the kernel says of a process in a container. */
interface Running {
  blade: string;
  name: string;
  uid: number;
  capabilities: string;
  noNewPrivileges: string;
  seccomp: string;
}

/** Programs of the data apps as the kernel names them. */
export const dataPrograms = ['redis-server', 'redis_exporter', 'postgres', 'manager'];

/**
 * Containers whose processes are more powerful than the manifests say.
 *
 * @param programs as the kernel names them; each must be there on some blade
 */
export async function containerFaults({ box }: RackContext, programs: readonly string[]): Promise<string[]> {
  const all = box.blades.flatMap(processesOn);
  const absent = programs.filter((name) => !all.some((each) => each.name === name));
  const faults = all.filter(({ name }) => programs.includes(name)).flatMap(faultsOf);
  return [...absent.map((name) => `no process called ${name} runs on any blade`), ...new Set(faults)];
}

function faultsOf({ blade, name, uid, capabilities, noNewPrivileges, seccomp }: Running): string[] {
  const at = `${name} on ${blade}`;
  return [
    ...(uid === 0 ? [`${at} runs as root`] : []),
    ...(/^0+$/.test(capabilities) ? [] : [`${at} has capabilities ${capabilities}`]),
    ...(noNewPrivileges === '1' ? [] : [`${at} may gain privileges`]),
    ...(seccomp === '2' ? [] : [`${at} has no seccomp filter`]),
  ];
}

const fields = 'Name|Uid|CapEff|NoNewPrivs|Seccomp';

function processesOn(blade: Blade): Running[] {
  const script = `for each in /proc/[0-9]*/status; do grep -E '^(${fields}):' "$each" 2>/dev/null | tr -s '\\t\\n' ' '; echo; done`;
  return blade
    .run('bash', '-c', script)
    .split('\n')
    .flatMap((line) => {
      const field = (name: string) => new RegExp(`${name}: (\\S+)`).exec(line)?.[1] ?? '';
      const name = field('Name');
      if (name === '') return [];
      return [
        {
          blade: blade.spec.name,
          name,
          uid: Number(field('Uid')),
          capabilities: field('CapEff'),
          noNewPrivileges: field('NoNewPrivs'),
          seccomp: field('Seccomp'),
        },
      ];
    });
}
