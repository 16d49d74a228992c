import { Construct } from 'constructs';
import * as z from 'zod';
import type { CiliumL2AnnouncementPolicy, CiliumLoadBalancerIPPool } from '../../../imports/cilium';
import { app } from '../../kit/app';
import { emit } from '../../kit/emit';
import type { RackSpec } from '../../rack-file/rack';

export const loadBalancer = app({
  name: 'load-balancer',
  area: 'platform',
  summary: 'Addresses of the office network for Services of type LoadBalancer',
  spec: z.strictObject({}),
  namespaces: {},
  alwaysOn: true,
  build: (scope, { rack }) => new LoadBalancer(scope, rack),
});

const workersOnly: NonNullable<CiliumL2AnnouncementPolicy['spec']>['nodeSelector'] = {
  matchExpressions: [{ key: 'node-role.kubernetes.io/control-plane', operator: 'DoesNotExist' }],
};

/** The office's own addresses, announced by ARP, or by neighbour discovery for IPv6, from whichever blade holds each. */
export class LoadBalancer extends Construct {
  constructor(scope: Construct, { network, blades }: RackSpec) {
    super(scope, 'load-balancer');
    const pools = [network.loadBalancers, ...(network.ipv6?.loadBalancers ? [network.ipv6.loadBalancers] : [])];
    emit<CiliumLoadBalancerIPPool>(this, 'pool', {
      apiVersion: 'cilium.io/v2',
      kind: 'CiliumLoadBalancerIPPool',
      metadata: { name: 'office' },
      spec: { blocks: pools.map(({ first, last }) => ({ start: first, stop: last })) },
    });
    emit<CiliumL2AnnouncementPolicy>(this, 'announcement', {
      apiVersion: 'cilium.io/v2alpha1',
      kind: 'CiliumL2AnnouncementPolicy',
      metadata: { name: 'office' },
      spec: {
        loadBalancerIPs: true,
        // Control planes carry no ordinary pods, unless there is nothing else.
        ...(blades.some(({ role }) => role === 'worker') && { nodeSelector: workersOnly }),
      },
    });
  }
}
