import type { HelperMachine } from '../rack-file/helper-machines';
import type { RackSpec } from '../rack-file/rack';

/** What one duty adds to a compose file, in the words of the Compose specification. */
export interface Part {
  services: Record<string, Service>;
  configs?: Record<string, { content: string }>;
  secrets?: Record<string, { file: string }>;
  volumes?: Record<string, object>;
}

export interface Service {
  image?: string;
  build?: { dockerfile_inline: string };
  init?: boolean;
  entrypoint?: string[];
  command?: string[];
  environment?: Record<string, string>;
  user?: string;
  cap_add?: string[];
  ports?: string[];
  volumes?: string[];
  tmpfs?: string[];
  configs?: { source: string; target: string }[];
  secrets?: string[];
  mem_limit: string;
  healthcheck: { test: string[]; interval: string; timeout: string; retries: number; start_period: string };
}

/** What a duty needs to know. */
export interface Place {
  helper: HelperMachine;
  rack: RackSpec;
  /** `repository:tag@digest` for a name of images.lock.yaml. */
  image(name: string): string;
}

/**
 * A service as all of them are: it comes back after a crash and after a power cut, writes nowhere but into its volumes,
 * and has no privilege that it does not name.
 */
export function service(own: Service): Service {
  return {
    ...own,
    ...{
      restart: 'unless-stopped',
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      logging: { driver: 'json-file', options: { 'max-size': '10m', 'max-file': '3' } },
    },
  };
}

/** Compose reads `$NAME` as a variable of its own; a shell inside the container is meant. */
export const forShell = (text: string): string => text.replaceAll('$', '$$$$');

/** Published on the helper's own address only: a jump host has others, and Docker's ports pass its firewall by. */
export function published({ address }: HelperMachine, port: number, inside: number, protocol = 'tcp'): string {
  return `${address}:${port}:${inside}/${protocol}`;
}
