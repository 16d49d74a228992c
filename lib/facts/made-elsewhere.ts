import type { Labels } from '../manifest/labels';

/**
 * An object that a chart, an operator or Talos makes. The kind `Pods` stands for a group of pods that an operator makes:
 * its labels and ports are what policies and Services can name.
 */
export interface OperatorMade {
  kind: string;
  /** Absent for objects without a namespace. */
  namespace?: string;
  name: string;
  /** Keys of a Secret or ConfigMap. @default - unknown: every key is taken for present */
  keys?: readonly string[];
  /** Labels of `Pods`. */
  labels?: Labels;
  /** Labels of the pods behind a Service. @default - unknown */
  selector?: Labels;
  /** Ports of `Pods` and Services. @default - unknown: every port is taken for present */
  ports?: readonly { name?: string; port: number; protocol?: string }[];
  /** Whether `Pods` have the addresses of their blade, so that no policy selects or names them. @default false */
  onHost?: boolean;
  /** Images of its pods, each with its tag. @default - unknown, or none */
  images?: readonly string[];
  /** What `Pods` are declared to connect to. @default - nothing */
  connects?: readonly string[];
  /** App whose Kustomization brings it. @default - it is there before Flux is */
  app?: string;
  /** Who says that it will be there: a chart's file, an operator's documentation. */
  source: string;
}
