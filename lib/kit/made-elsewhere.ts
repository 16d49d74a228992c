import { Construct } from 'constructs';
import type { OperatorMade } from '../facts/made-elsewhere';

export type MadeElsewhereProps = Omit<OperatorMade, 'app' | 'connects'>;

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
