import { type App } from './kit/app';
import { contractOf, isOptional } from './kit/contract';
import type { AppBlock } from './rack-file/app-block';

/** What the rack file is told of each app; `needs` by name, as people read it: who offers what is required. */
export function appBlocks(apps: readonly App[]): AppBlock[] {
  return apps.map((app) => ({
    name: app.name,
    summary: app.summary,
    schema: app.spec,
    needs: Object.values(app.needs)
      .filter((need) => !isOptional(need))
      .map((need) => apps.find(({ offers }) => offers.includes(contractOf(need)))?.name)
      .filter((name) => name !== undefined),
    alwaysOn: app.alwaysOn,
    asks: app.asks,
    outside: app.outside,
  }));
}
