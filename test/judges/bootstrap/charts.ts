import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeChart } from '../../../imports/tool/helm';
import { take } from '../../../imports/tool/modules';
import { parsePins } from '../../../imports/tool/pins';
import type { CrdSets } from '../../cluster/build/collect-crds';

/**
 * The charts that the bootstrap installs. Cilium's is its own, from the pinned module. That of flux-operator cannot be
 * had as a module: its stand-in holds what its app declares (one Deployment) with the values that decide whether the API
 * server takes its pod, and the kinds it brings.
 */
export function writeCharts(root: string, folder: string, crds: CrdSets): string {
  const { pins } = parsePins(readFileSync(join(root, 'imports', 'pins.yaml'), 'utf8'));
  const pin = pins.charts['cilium']!;
  const chart = pin.chart!;
  const files = [...take(pin).files].map(([path, bytes]) => [path.slice(chart.length + 1), bytes] as const);
  writeChart(join(folder, 'cilium'), new Map(files), pin.version);
  const templates = join(folder, 'flux-operator', 'templates');
  mkdirSync(templates, { recursive: true });
  writeFileSync(join(folder, 'flux-operator', 'Chart.yaml'), 'apiVersion: v2\nname: flux-operator\nversion: 0.0.0\n');
  writeFileSync(join(templates, 'deployment.yaml'), fluxOperator);
  const kinds = join(folder, 'flux-operator', 'crds');
  mkdirSync(kinds);
  for (const crd of crds['flux-operator']!)
    writeFileSync(join(kinds, `${crd.metadata.name}.yaml`), JSON.stringify(crd));
  return folder;
}

const fluxOperator = `apiVersion: apps/v1
kind: Deployment
metadata: { name: flux-operator, namespace: {{ .Release.Namespace }} }
spec:
  selector: { matchLabels: { app.kubernetes.io/name: flux-operator } }
  template:
    metadata: { labels: { app.kubernetes.io/name: flux-operator } }
    spec:
      priorityClassName: {{ .Values.priorityClassName }}
      tolerations: {{ toJson .Values.tolerations }}
      securityContext: { runAsNonRoot: true, runAsUser: 65534, seccompProfile: { type: RuntimeDefault } }
      containers:
        - name: manager
          image: stand-in
          resources: {{ toJson .Values.resources }}
          securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: [ALL] } }
`;
