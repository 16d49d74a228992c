import { dependentsOf } from '../needs';
import type { Fault } from '../problem';
import type { SpecRule } from './rule';
import { listed } from '../../units/words';

export const neededAppsAreOn: SpecRule = ({ apps }) =>
  apps
    .filter(({ on }) => on === false)
    .flatMap(({ app }): Fault[] => {
      if (app.alwaysOn) return [];
      const askers = apps
        .filter((other) => other.on && other.app.needs.includes(app.name))
        .map((other) => other.app.name);
      if (askers.length === 0) return [];
      return [
        {
          at: ['apps', app.name],
          title: `${app.name} is off, but ${listed(askers)} ${askers.length === 1 ? 'needs' : 'need'} it`,
          detail: `leave ${app.name} on, or switch ${listed(dependentsOf(app.name, apps))} off too`,
        },
      ];
    });

export const platformStaysOn: SpecRule = ({ apps }) =>
  apps
    .filter(({ app, on }) => on === false && app.alwaysOn)
    .map(({ app }) => ({
      at: ['apps', app.name],
      title: `${app.name} cannot be off`,
      detail: `it is part of the platform that every rack runs: ${app.summary}`,
    }));
