import { Construct } from 'constructs';

export interface DashboardProps {
  /** Part of its address for ever, `/d/redis`; the only one of its name in the rack. */
  uid: string;
  title: string;
  /** Grafana's own JSON; only asked for when the rack has a Grafana to show it. */
  model: () => object;
}

/** Declares a dashboard of an app; whoever runs Grafana gathers those of all apps that are on. */
export class Dashboard extends Construct {
  constructor(
    scope: Construct,
    readonly props: DashboardProps,
  ) {
    super(scope, `dashboard-${props.uid}`);
  }
}
