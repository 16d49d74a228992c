import { createServer as createHttp } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import type { RackBench } from '../../rack-bench';

/** What plays Alertmanager and the kubelets' statistics, which no process of the bench has. */
export interface StatusStandIns {
  /** Address of the Alertmanager. */
  alertmanager: string;
  /** What it answers with, as its API v2 does. */
  alerts: object[];
  /** Shares of claims that kubelets report as used, by `namespace/claim`. */
  used: Map<string, number>;
  stop(): void;
}

const gib = 2 ** 30;

export async function startStatusStandIns({ bench, rack }: RackBench): Promise<StatusStandIns> {
  const alerts: object[] = [];
  const used = new Map<string, number>();
  const alertmanager = createHttp((_, response) => response.end(JSON.stringify(alerts)));
  const { cert, key } = bench.controlPlane.pki.apiServer;
  const kubelet = createHttps({ cert: readFileSync(cert), key: readFileSync(key) }, (_, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(summaryOf(used)));
  });
  for (const server of [alertmanager, kubelet]) {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  }
  const { port } = kubelet.address() as AddressInfo;
  const { routes } = bench.controlPlane.egress;
  for (const { name, address } of rack.machines) {
    for (const host of [name, address]) routes.set(`${host}:10250`, port);
  }
  return {
    alertmanager: `http://127.0.0.1:${(alertmanager.address() as AddressInfo).port}`,
    alerts,
    used,
    stop: () => [alertmanager, kubelet].forEach((server) => (server.closeAllConnections(), server.close())),
  };
}

/** The Summary of k8s.io/kubelet/pkg/apis/stats/v1alpha1, as much of it as says how full claims are. */
function summaryOf(used: ReadonlyMap<string, number>): object {
  const volume = [...used].map(([claim, share]) => {
    const [namespace, name] = claim.split('/');
    return {
      name: 'data',
      capacityBytes: 10 * gib,
      usedBytes: Math.floor(share * 10 * gib),
      pvcRef: { name, namespace },
    };
  });
  return { pods: [{ podRef: {}, volume }] };
}
