import { madeByMark } from '../../facts/marks';
import * as peers from '../../kit/peers';
import { contractsOf } from '../../kit/contract';

const contracts = contractsOf(peers).map(([name, what]) => `| \`${name}\` | ${what} |`);

/** `apps/README.md`: how an app of one's own is written, and what each of them needs. */
export const appsReadme = `# Apps of one's own

\`apps/<name>.ts\` is an app written with \`rackwright/kit\`; \`npx rackwright new-app <name>\` writes the smallest complete one.
\`apps/<name>/\` holds plain manifests, and \`npx rackwright new-app <name> --yaml\` writes the smallest complete ones. Both are on
when the rack file names them under \`apps\`, and the same rules look at both. What to do when such an app fails is written into
\`apps/<name>.md\`; \`npm start\` copies it beside the rack's other runbooks.

## Plain manifests

What \`helm template\` or \`kustomize build\` writes seldom passes as it is; the file of \`new-app --yaml\` shows each of these:

- A namespace lets nothing in or out but DNS. Each connection needs a policy at both ends, and a route a CiliumNetworkPolicy with
  \`fromEntities: [ingress]\` for the pods behind it.
- People come in by an HTTPRoute of Gateway \`gateway/office\`. Nothing serves an Ingress.
- Each pod states a tier, its requests and a memory limit, and runs as no root.
- Selectors hold no label that a new version changes: \`app.kubernetes.io/name\`, \`instance\` and \`component\`.
- A Secret has no values here: \`npx rackwright secrets create\` asks for each key that it names and seals it into \`secrets/\`.

\`\`\`yaml
apiVersion: v1
kind: Secret
metadata: { name: regcred, namespace: hello }
type: kubernetes.io/dockerconfigjson  # a private registry; pods name it under imagePullSecrets
stringData: { .dockerconfigjson: "" }
\`\`\`

With the annotation \`${madeByMark.key}: <who>\` it is one that an operator or a person makes in the cluster: nothing is asked or
written. In the kit: \`registryLogin\` for \`imagePullSecrets\`, \`SecretKeys\` for others, \`OperatorSecret\` for what somebody else makes.

## A Helm chart

Flux installs it, so nothing here knows its pods unless the app says what \`helm template\` shows of them:

\`\`\`ts
new HelmRelease(scope, {
  namespace: 'podinfo',
  name: 'podinfo',
  chart: { oci: 'oci://ghcr.io/stefanprodan/charts/podinfo', version: '6.9.0' },
  values: { replicaCount: 2 },
  footprint: {
    source: 'helm template of podinfo 6.9.0, these values',
    workloads: [{ kind: 'Deployment', name: 'podinfo', replicas: 2, cpu: '10m', memory: '32Mi', images: ['ghcr.io/stefanprodan/podinfo:6.9.0'] }],
  },
});
\`\`\`

\`cpu\` and \`memory\` are requests of one pod. The images go into \`images.lock.yaml\`; the chart may stand there too, under \`chart:\`.

## What an app may ask of others

\`needs: { sql: SqlServer }\` in an app of TypeScript hands it the built app that offers it; \`optional(SqlServer)\` where it may be
off. \`node_modules/rackwright/types/lib/kit/peers/\` says what each gives.

| Contract | Is |
|---|---|
${contracts.join('\n')}
`;
