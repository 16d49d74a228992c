import type { PodSum } from './pod-sums';
import { sumOf } from './pod-sums';

/** Pods that no manifest and no footprint of a chart names, with where their figures stand. */
export interface MadeElsewherePods {
  name: string;
  pod: PodSum;
  /** `control-plane`: one on every control-plane blade. A number: so many, on any worker. */
  where: 'control-plane' | number;
  source: string;
}

const pod = (cpu: string, memory: string, limit?: string): PodSum =>
  sumOf({ requests: { cpu, memory }, ...(limit !== undefined && { limits: { memory: limit } }) });

export const podsMadeElsewhere: readonly MadeElsewherePods[] = [
  {
    name: 'kube-apiserver',
    pod: pod('200m', '512Mi'),
    where: 'control-plane',
    source: 'Talos 1.14, defaults of its static pods',
  },
  {
    name: 'kube-controller-manager',
    pod: pod('50m', '256Mi'),
    where: 'control-plane',
    source: 'Talos 1.14, defaults of its static pods',
  },
  {
    name: 'kube-scheduler',
    pod: pod('10m', '64Mi'),
    where: 'control-plane',
    source: 'Talos 1.14, defaults of its static pods',
  },
  { name: 'coredns', pod: pod('100m', '70Mi', '170Mi'), where: 2, source: 'Talos 1.14, its CoreDNS manifest' },
  {
    name: 'Flux controllers',
    pod: pod('100m', '64Mi', '512Mi'),
    where: 4,
    source: 'Flux 2.9 in the size small',
  },
];
