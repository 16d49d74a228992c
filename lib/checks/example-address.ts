import { exampleAddresses } from '../rack-file/example-addresses';
import type { Rule } from './rule';

/** The reference rack and what is copied from it, until its owner states addresses that exist. */
export const exampleAddress: Rule = {
  id: 'rack/example-address',
  level: 'warning',
  why: 'A name kept for examples leads nowhere: Flux would read nothing, a backup would go nowhere, an alert would reach nobody.',
  fixHint: 'state the address of your own',
  exceptable: false,
  check: ({ rack }) =>
    exampleAddresses(rack).map(({ path, value, host }) => ({
      object: `clusters/${rack.name}.yaml`,
      path,
      message: `is ${value}, and ${host} can never answer`,
    })),
};

export const exampleRules: readonly Rule[] = [exampleAddress];
