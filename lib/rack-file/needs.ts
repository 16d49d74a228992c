import type { AppBlock } from './app-block';
import type { DraftApp } from './draft';
import type { Where } from './where';

/** Names of the apps that are asked for and of all that they need, through whatever chain. */
export function withNeeds(apps: readonly AppBlock[], isAskedFor: (app: AppBlock) => boolean): ReadonlySet<string> {
  const known = new Map(apps.map((app) => [app.name, app]));
  const wanted = new Set<string>();
  const want = (app: AppBlock | undefined): void => {
    if (!app || wanted.has(app.name)) return;
    wanted.add(app.name);
    for (const need of app.needs) want(known.get(need));
  };
  apps.filter(isAskedFor).forEach(want);
  return wanted;
}

/** Apps that are on and cannot be without one, through whatever chain, in the order of the list. */
export function dependentsOf(name: string, apps: readonly DraftApp[]): string[] {
  const lost = new Set([name]);
  const isStranded = ({ on, app }: DraftApp) => on && !lost.has(app.name) && app.needs.some((need) => lost.has(need));
  for (let next = apps.find(isStranded); next; next = apps.find(isStranded)) lost.add(next.app.name);
  return apps.map(({ app }) => app.name).filter((each) => each !== name && lost.has(each));
}

/** The lines that ask for an app: its own and those of the apps which need it; at least its own name. */
export function askersOf(name: string, apps: readonly DraftApp[], { has }: Where): [string, ...string[]] {
  const [first = name, ...more] = [name, ...dependentsOf(name, apps)].filter((each) => has(['apps', each]));
  return [first, ...more];
}
