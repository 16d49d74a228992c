import { type App } from './kit/app';
import { conditionOf, contractOf, isOptional, type Need } from './kit/contract';
import type { AppBlock } from './rack-file/app-block';

/** What the rack file is told of each app; `needs` by name, as people read it: who offers what is required. */
export function appBlocks(apps: readonly App[]): AppBlock[] {
  const provider = (need: Need) =>
    apps.find(({ offers, section }) => section === undefined && offers.includes(contractOf(need)))?.name;
  return apps.map((app) => ({
    name: app.name,
    summary: app.summary,
    schema: app.spec,
    needs: Object.values(app.needs)
      .filter((need) => !isOptional(need))
      .map(provider)
      .filter((name) => name !== undefined),
    needsWhen: Object.values(app.needs).flatMap((need) => {
      const [isNeeded, name] = [conditionOf(need), provider(need)];
      return isNeeded && name !== undefined ? [{ app: name, isNeeded }] : [];
    }),
    alwaysOn: app.alwaysOn,
    ...(app.small && { small: app.small }),
    ...(app.section !== undefined && { section: app.section, inPlaceOf: inPlaceOf(app, apps) }),
    asks: app.asks,
    outside: app.outside,
    models: app.models,
    wantsModels: app.wantsModels,
  }));
}

/** Apps that offer the same: not needed where this one is. */
function inPlaceOf({ name, offers }: App, apps: readonly App[]): string[] {
  return apps
    .filter((other) => other.name !== name && other.offers.some((each) => offers.includes(each)))
    .map((other) => other.name);
}
