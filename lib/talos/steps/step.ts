import type { Wait } from '../../facts/app-facts';
import type { Blade, RackSpec } from '../../rack-file/rack';

/** What a person does, the commands that show that it worked, and what they show. */
export interface Step {
  title: string;
  why?: string;
  commands: readonly string[];
  proof: readonly string[];
  /** What one sees when it worked. */
  sees?: string;
}

/** A Helm release that is installed by hand before Flux and adopted by it: read from the rendered HelmRelease. */
export interface EarlyRelease {
  name: string;
  namespace: string;
  /** `oci://quay.io/cilium/charts/cilium` */
  chart: string;
  /** Whether the registry is asked without TLS: a mirror of the owner's. @default false */
  isPlain?: boolean;
  version: string;
  /** What the API server must have before it, computed from the rendered objects. */
  needs: readonly EarlyNeed[];
}

/** Objects of git that a release installed by hand cannot do without. */
export interface EarlyNeed {
  /** Files or folders to apply, from the root of the repository. */
  paths: readonly string[];
  kind: 'Namespace' | 'StorageClass' | 'PriorityClass' | 'CustomResourceDefinition';
  names: readonly string[];
}

export interface BootstrapInput {
  rack: RackSpec;
  /** Rack file, as a person would name it. */
  file: string;
  cilium: EarlyRelease;
  fluxOperator: EarlyRelease;
  /** Folder of secrets outside git, `~/homelab-talos`. */
  vault: string;
  /** What must hold before a blade may be taken away. */
  wholeWhen: readonly Wait[];
  /** Whether Flux needs a Secret to read the repository, and of which sort. */
  repository: 'public' | 'token' | 'deploy-key';
  /** The reference rack, tried out on purpose: every command of ours is told so. @default false */
  isExample?: boolean;
}

/** A command of ours, as it runs in a fresh clone. Those that refuse a rack of examples are told when it is meant. */
export function rackwright({ isExample }: Pick<BootstrapInput, 'isExample'>, command: string): string {
  const asks = /^(bootstrap|talos|secrets bootstrap) /.test(command);
  return `npx rackwright ${command}${isExample && asks ? ' --example' : ''}`;
}

export function controlPlanesOf({ blades }: Pick<RackSpec, 'blades'>): Blade[] {
  return blades.filter(({ role }) => role === 'control-plane');
}

/** A command that machines on their way up may answer only after a while; it fails when they never do. */
export function within(seconds: number, command: string): string {
  return `timeout ${seconds} sh -c 'until ${command}; do sleep 5; done'`;
}
