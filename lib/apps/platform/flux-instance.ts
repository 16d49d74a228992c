import { Construct } from 'constructs';
import * as z from 'zod';
import type { FluxInstance as FluxInstanceObject } from '../../../imports/flux-operator';
import { app } from '../../kit/app';
import { emit } from '../../kit/emit';
import { MadeElsewhere } from '../../kit/made-elsewhere';
import { neverPruned } from '../../kit/helm-release';
import { OperatorSecret, decryptionSecret } from '../../kit/secrets';
import type { RackSpec } from '../../rack-file/rack';
import { gitSecret } from './flux-instance.git';

/**
 * The newest that flux-operator 0.58.1 carries, to the patch: what runs changes with a commit and never by itself. The
 * operator puts the digests to these tags.
 */
const version = '2.9.4';
const registry = 'ghcr.io/fluxcd';
const controllers = {
  'source-controller': 'v1.9.4',
  'kustomize-controller': 'v1.9.4',
  'helm-controller': 'v1.6.3',
  'notification-controller': 'v1.9.3',
};

export const fluxInstance = app({
  name: 'flux-instance',
  area: 'platform',
  summary: 'Keeps the rack as this repository says',
  spec: z.strictObject({}),
  namespaces: { 'flux-system': 'restricted' },
  alwaysOn: true,
  build: (scope, { rack }) => new FluxInstance(scope, rack),
});

/** Flux itself, pointed at the one folder that holds nothing but Kustomizations. */
export class FluxInstance extends Construct {
  constructor(scope: Construct, rack: RackSpec) {
    super(scope, 'flux-instance');
    const secret = gitSecret(this, rack.git);
    const { namespace, name, key } = decryptionSecret;
    new OperatorSecret(this, 'decryption-key', {
      namespace,
      name,
      keys: [key],
      source: 'rackwright secrets bootstrap',
    });
    for (const [name, tag] of Object.entries(controllers)) {
      new MadeElsewhere(this, name, {
        kind: 'Deployment',
        namespace: 'flux-system',
        name,
        images: [`${registry}/${name}:${tag}`],
        source: `flux-operator 0.58.1, config/data/flux-images/v${version}/upstream-alpine.yaml`,
      });
    }
    emit<FluxInstanceObject>(this, 'instance', {
      apiVersion: 'fluxcd.controlplane.io/v1',
      kind: 'FluxInstance',
      metadata: { name: 'flux', namespace: 'flux-system', annotations: neverPruned },
      spec: {
        distribution: { version, registry },
        components: Object.keys(controllers) as (keyof typeof controllers)[],
        // The policies beside this object say more exactly who may talk to whom.
        cluster: {
          type: 'kubernetes',
          size: 'small',
          multitenant: false,
          networkPolicy: false,
          domain: 'cluster.local',
        },
        sync: {
          kind: 'GitRepository',
          url: rack.git.url,
          ref: `refs/heads/${rack.git.branch}`,
          path: `dist/${rack.name}/flux`,
          interval: '1m',
          ...(secret && { pullSecret: secret.name }),
        },
        kustomize: { patches: [shortRequeue, moreAtATime, claimsFirst, newRevisionFirst] },
      },
    });
  }
}

/** Dependencies are looked at every five seconds instead of thirty: a cold start has a dozen of them in a row. */
const shortRequeue = withArgument('(kustomize-controller|helm-controller)', '--requeue-dependency=5s');

/** Kustomizations that are applied at the same time. Each sick app holds one of these places while its health is awaited. */
export const kustomizationsAtATime = 20;

const moreAtATime = withArgument('kustomize-controller', `--concurrent=${kustomizationsAtATime}`);

/**
 * Flux applies what it does not know by name last, claims after the StatefulSet (fluxcd/pkg ssa/sort.go). Its controller
 * would then make them first, in the size of its template, and a claim that waits for its pod cannot be changed.
 */
const claimsFirst = withArgument('kustomize-controller', '--custom-apply-stage-kinds=PersistentVolumeClaim');

/**
 * Without it a commit that takes back a bad one waits until the health check of the bad one has timed out: the gate is off
 * by default in kustomize-controller 1.9.5 (internal/features/features.go).
 */
const newRevisionFirst = withArgument('kustomize-controller', '--feature-gates=CancelHealthCheckOnNewRevision=true');

/** A patch of what flux-operator renders. @param name of the controllers' Deployments, as a regular expression */
function withArgument(name: string, argument: string) {
  return {
    target: { kind: 'Deployment', name },
    patch: `- op: add\n  path: /spec/template/spec/containers/0/args/-\n  value: ${argument}\n`,
  };
}
