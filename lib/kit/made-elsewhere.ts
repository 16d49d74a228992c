import { Construct } from 'constructs';

export interface MadeElsewhereProps {
  kind: string;
  /** Absent for objects without a namespace. */
  namespace?: string;
  name: string;
  /** Keys of a Secret or ConfigMap. @default - unknown */
  keys?: string[];
  /** Ports of a Service. @default - unknown */
  ports?: { name?: string; port: number; protocol?: string }[];
  /** Labels of `Pods`. @default - none */
  labels?: Record<string, string>;
  /** Who says that it will be there: a chart's file, an operator's documentation. */
  source: string;
}

/** An object that a chart, an operator or Talos makes: nothing of it is rendered, but others may name it. */
export class MadeElsewhere extends Construct {
  constructor(
    scope: Construct,
    id: string,
    readonly props: MadeElsewhereProps,
  ) {
    super(scope, id);
  }
}
