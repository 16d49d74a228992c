import * as z from 'zod';
import { app } from '../../kit/app';
import { rackContext } from '../../kit/context';
import { closed, fluxNamespace, namespace } from '../../kit/namespace';

/** The namespaces that the rack's apps live in, each closed both ways but for declared connections. */
export const namespaces = app({
  name: 'namespaces',
  area: 'platform',
  summary: 'Namespaces with their Pod Security level, closed both ways by default',
  spec: z.strictObject({}),
  namespaces: {},
  alwaysOn: true,
  build: (scope) => {
    const levels = Object.entries(rackContext(scope).namespaces);
    for (const [name, level] of levels) {
      namespace(scope, { name, level });
      if (name !== fluxNamespace) closed(scope, name);
    }
  },
});
