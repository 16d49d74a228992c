import { type FieldLoss, row, annotation } from '../field-loss';
import { release, kustomization, flux, gitRepository } from '../kinds';
import { added, another, anyChange, becomes, fewer } from '../predicates';

/** Where the cluster reads, and what it may delete. */
export const fluxLosses: readonly FieldLoss[] = [
  row(
    'review/flux',
    flux,
    'spec.sync',
    another,
    'the cluster reads another place, and deletes what that does not have',
  ),
  row('review/flux', flux, 'spec.components', fewer, 'no controller applies the objects of the one that goes'),
  row(
    'review/flux',
    flux,
    annotation('fluxcd.controlplane.io/reconcile'),
    becomes('disabled'),
    'Flux itself is no longer kept up',
  ),
  row(
    'review/flux',
    flux,
    annotation('fluxcd.controlplane.io/prune'),
    another,
    'what it installed may be deleted with it',
  ),
  row('review/flux', kustomization, 'spec.path', another, 'Flux deletes what the other folder does not have'),
  row('review/flux', kustomization, 'spec.sourceRef', another, 'Flux deletes what the other source does not have'),
  row('review/flux', kustomization, 'spec.prune', becomes(true), 'Flux deletes what has left git in the meantime'),
  row('review/flux', kustomization, 'spec.suspend', becomes(true), 'nothing of the app is applied any more'),
  row(
    'review/flux',
    kustomization,
    'spec.targetNamespace',
    anyChange,
    'every object is made anew elsewhere, and the old one deleted',
  ),
  row('review/flux', kustomization, 'spec.namePrefix', anyChange, 'every object is made anew, and the old one deleted'),
  row('review/flux', kustomization, 'spec.nameSuffix', anyChange, 'every object is made anew, and the old one deleted'),
  row('review/flux', kustomization, 'spec.kubeConfig', anyChange, 'the objects are applied to another cluster'),
  row('review/flux', kustomization, 'spec.postBuild', added, 'texts with ${…} change, scripts among them'),
  row('review/flux', release, 'spec.suspend', becomes(true), 'the operator is no longer kept up'),
  row(
    'review/flux',
    gitRepository,
    'spec.url',
    another,
    'the cluster reads another repository, and deletes what that does not have',
  ),
  row(
    'review/flux',
    gitRepository,
    'spec.ref',
    another,
    'the cluster reads another branch, and deletes what that does not have',
  ),
  row(
    'review/flux',
    gitRepository,
    'spec.ignore',
    anyChange,
    'files that are ignored count as gone, and their objects are deleted',
  ),
  row('review/flux', gitRepository, 'spec.suspend', becomes(true), 'nothing new is read from git'),
  row(
    'review/flux',
    '*',
    annotation('kustomize.toolkit.fluxcd.io/reconcile'),
    becomes('disabled'),
    'Flux no longer applies the object',
  ),
  row(
    'review/flux',
    '*',
    annotation('kustomize.toolkit.fluxcd.io/ssa'),
    becomes('Ignore'),
    'Flux no longer applies the object',
  ),
];
