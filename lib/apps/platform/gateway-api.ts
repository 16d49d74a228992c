import * as z from 'zod';
import definitions from '../../../imports/crds/gateway-api.json';
import { app } from '../../kit/app';
import { Vendored } from '../../kit/emit';
import { neverPruned } from '../../kit/helm-release';

/**
 * The kinds of the Gateway API, before Cilium: its operator looks for them once, when it starts. They are applied by hand
 * at bootstrap for the same reason, and adopted from here.
 */
export const gatewayApi = app({
  name: 'gateway-api',
  area: 'platform',
  summary: 'Kinds of the Gateway API',
  spec: z.strictObject({}),
  namespaces: {},
  alwaysOn: true,
  build: (scope) => {
    for (const definition of definitions) {
      const { metadata, ...rest } = definition;
      const annotations = { ...(metadata.annotations as Record<string, string>), ...neverPruned };
      new Vendored(scope, { ...rest, metadata: { ...metadata, annotations } });
    }
  },
});
