import type { Probe } from '../../imports/k8s';
import { defaults } from './defaults';

/** How a probe asks; the times are filled in by the place it is used in unless stated. */
export type ProbeProps = Pick<Probe, 'exec' | 'httpGet' | 'tcpSocket' | 'grpc'> & {
  periodSeconds?: number;
  timeoutSeconds?: number;
  failureThreshold?: number;
};

export function exec(...command: string[]): ProbeProps {
  return { exec: { command } };
}

/** `port` is the name of a port of the same container, so that a renumbering cannot miss the probe. */
export function httpGet(path: string, port: string, times: Omit<ProbeProps, 'httpGet'> = {}): ProbeProps {
  return { httpGet: { path, port }, ...times };
}

export function tcp(port: string): ProbeProps {
  return { tcpSocket: { port } };
}

export function probe(props: ProbeProps): Probe {
  return { ...defaults.probe, ...props };
}

export function startupProbe(props: ProbeProps): Probe {
  return { ...defaults.startupProbe, ...props };
}
