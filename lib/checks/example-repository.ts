import { isReservedName } from '../units/reserved-names';
import type { Rule } from './rule';

/** The reference rack and what is copied from it, until its owner states a repository. */
export const exampleRepository: Rule = {
  id: 'rack/example-repository',
  level: 'warning',
  why: 'Flux applies what its repository holds, with every right in the cluster; this one is an address of examples.',
  fixHint: 'state your own repository under git.url',
  exceptable: false,
  check: ({ rack }) => {
    const { hostname } = new URL(rack.git.url);
    if (!isReservedName(hostname)) return [];
    return [
      {
        object: `clusters/${rack.name}.yaml`,
        path: 'git.url',
        message: `is ${rack.git.url}, and no repository can ever lie at ${hostname}`,
      },
    ];
  },
};

export const exampleRules: readonly Rule[] = [exampleRepository];
