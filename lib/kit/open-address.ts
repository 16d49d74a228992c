import { Construct } from 'constructs';
import type { PodPort } from './ports';

/** An address that people open; the app that probes the rack from outside gathers them. */
export class OpenAddress extends Construct {
  constructor(
    scope: Construct,
    id: string,
    /** Answers 200 to anybody when the app behind it serves, `https://chat.rack.home.arpa/health`. */
    readonly url: string,
    /** Port of the pods that answer behind the gateway. */
    readonly behind: PodPort,
  ) {
    super(scope, id);
  }
}
