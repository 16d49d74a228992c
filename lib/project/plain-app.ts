import { tierMark } from '../facts/marks';
import { tiers } from '../kit/tiers';

const { priorityClass, tolerationSeconds } = tiers.serving;

/**
 * The smallest complete app of plain manifests, as `rackwright new-app --yaml` writes it: what `apps/whoami.ts` becomes,
 * without the kit.
 *
 * @param domain of the rack, `rack.home.arpa`
 */
export function plainApp(name: string, domain: string): string {
  return `# What kustomize build or helm template write goes here as well; it needs what this has.
apiVersion: v1
kind: Namespace
metadata: { name: ${name} }
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  namespace: ${name}
  labels: { app.kubernetes.io/name: ${name}, ${tierMark.key}: serving }
spec:
  # Each on a blade of its own: a rack of one machine takes 1.
  replicas: 2
  # Only labels that a new version keeps: name, instance, component.
  selector: { matchLabels: { app.kubernetes.io/name: ${name} } }
  strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } }
  template:
    metadata:
      labels: { app.kubernetes.io/name: ${name}, ${tierMark.key}: serving }
    spec:
      # The tier says which pods give way first, and how long one stays on a blade that is gone.
      priorityClassName: ${priorityClass}
      automountServiceAccountToken: false
      tolerations:
        - { key: node.kubernetes.io/not-ready, operator: Exists, effect: NoExecute, tolerationSeconds: ${tolerationSeconds} }
        - { key: node.kubernetes.io/unreachable, operator: Exists, effect: NoExecute, tolerationSeconds: ${tolerationSeconds} }
      topologySpreadConstraints:
        - maxSkew: 1
          topologyKey: kubernetes.io/hostname
          whenUnsatisfiable: DoNotSchedule
          labelSelector: { matchLabels: { app.kubernetes.io/name: ${name} } }
          matchLabelKeys: [pod-template-hash]
      securityContext:
        runAsNonRoot: true
        runAsUser: 65534
        runAsGroup: 65534
        seccompProfile: { type: RuntimeDefault }
      containers:
        - name: ${name}
          image: docker.io/traefik/whoami:v1.11.0
          args: [--port=8080]
          ports: [{ name: http, containerPort: 8080 }]
          resources:
            requests: { cpu: 10m, memory: 32Mi }
            limits: { memory: 32Mi }
          readinessProbe: { httpGet: { path: /health, port: http } }
          livenessProbe: { httpGet: { path: /health, port: http }, failureThreshold: 6 }
          securityContext:
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
            capabilities: { drop: [ALL] }
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: ${name}, namespace: ${name} }
spec:
  maxUnavailable: 1
  selector: { matchLabels: { app.kubernetes.io/name: ${name} } }
---
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: ${name} }
spec:
  selector: { app.kubernetes.io/name: ${name} }
  ports: [{ name: http, port: 80, targetPort: http }]
---
# The namespace denies whatever no policy allows. The gateway of the rack is the only client.
apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: ${name}, namespace: ${name} }
spec:
  endpointSelector: { matchLabels: { app.kubernetes.io/name: ${name} } }
  ingress:
    - fromEntities: [ingress]
      toPorts: [{ ports: [{ port: '8080', protocol: TCP }] }]
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: ${name}, namespace: ${name} }
spec:
  parentRefs: [{ name: office, namespace: gateway, sectionName: https }]
  hostnames: [${name}.${domain}]
  rules: [{ backendRefs: [{ name: ${name}, port: 80 }] }]
`;
}
