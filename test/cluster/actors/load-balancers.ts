import type { KubeObject } from '../kube/object';
import { reconcileAll } from '../kube/reconciler';
import type { Actor } from './actor';

interface Service extends KubeObject {
  spec: { type?: string };
  status?: { loadBalancer?: { ingress?: { ip: string }[] } };
}

export const loadBalancers: Actor = {
  name: 'load balancers',
  standsInFor: "Cilium's operator handing out addresses",
  asserts: 'nothing; a Service of type LoadBalancer is pending for kstatus until it has an address',
  doesNotAssert: 'that a pool has a free address or that anybody announces it',
  waitsFor: { group: '', kind: 'Service' },
  async start({ bench: { client }, onError }) {
    let next = 1;
    const give = async (service: Service): Promise<void> => {
      if (service.spec.type !== 'LoadBalancer' || service.status?.loadBalancer?.ingress?.length) return;
      const ip = `198.51.100.${next++}`; // TEST-NET-2: nobody mistakes it for an address of the rack
      await client.merge(service, { status: { loadBalancer: { ingress: [{ ip, ipMode: 'VIP' }] } } }, 'status');
    };
    return [await reconcileAll<Service>(client, { apiVersion: 'v1', kind: 'Service' }, give, { onError })];
  },
};
