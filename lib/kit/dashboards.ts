import { Construct } from 'constructs';
import { type Fields, refuseUnknown } from './fields';
import type { Panel } from './panels';

/** A row of panels under the question that they answer together. */
export interface Row {
  question: string;
  panels: readonly Panel[];
}

/** A box at the top of a dashboard, `$node` in its queries. */
export type Variable = Choice | TextBox;

interface Named {
  name: string;
  /** What stands before the box. */
  label: string;
}

/** Something to choose from. */
export interface Choice extends Named {
  /** A series whose `by` label holds the values to choose from. */
  series: string;
  by: string;
  /** `one`: the first is chosen. `any`: all are, until somebody picks; queries then match it with `=~`. */
  choose: 'one' | 'any';
}

/** Something to type. */
export interface TextBox extends Named {
  /** What stands in it until somebody types. */
  text: string;
}

export interface DashboardProps {
  /** Part of its address for ever, `/d/redis`; the only one of its name in the rack. */
  uid: string;
  title: string;
  /** What one comes here to learn, in a sentence. */
  purpose: string;
  /** Dashboards one goes to from here, by uid; those of apps that are off are left out. @default - none but the rack */
  links?: readonly string[];
  variables?: readonly Variable[];
  rows: readonly Row[];
}

/** A dashboard and the app that declares it. */
export type DeclaredDashboard = DashboardProps & { app: string };

const fields: Fields<DashboardProps> = {
  uid: true,
  title: true,
  purpose: true,
  links: true,
  variables: true,
  rows: true,
};

const rowFields: Fields<Row> = { question: true, panels: true };

/** Declares a dashboard of an app; the app that runs Grafana gathers those of all apps that are on. */
export class Dashboard extends Construct {
  constructor(
    scope: Construct,
    readonly props: DashboardProps,
  ) {
    refuseUnknown(`dashboard ${props.uid}`, props, fields);
    for (const row of props.rows) refuseUnknown(`row "${row.question}" of dashboard ${props.uid}`, row, rowFields);
    super(scope, `dashboard-${props.uid}`);
  }
}

/** The part of a dashboard that a rack can show: panels about apps that are off are left out, and rows left empty. */
export function shownRows({ rows }: DashboardProps, apps: ReadonlySet<string>): Row[] {
  return rows
    .map(({ question, panels }) => ({
      question,
      panels: panels.filter(({ about = [] }) => about.every((app) => apps.has(app))),
    }))
    .filter(({ panels }) => panels.length > 0);
}
