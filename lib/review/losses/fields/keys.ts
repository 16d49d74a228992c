import { type FieldLoss, row } from '../field-loss';
import { kustomization } from '../kinds';
import { another, either, gone, leaves } from '../predicates';

/** Keys. Values of Secrets and their recipients are in keys.ts. */
export const keyLosses: readonly FieldLoss[] = [
  row(
    'review/keys',
    kustomization,
    'spec.decryption',
    either(gone, another),
    'Secrets are applied as they stand in git, encrypted, and every program loses its passwords',
  ),
  row(
    'review/keys',
    'cert-manager.io/Certificate',
    'spec.privateKey.rotationPolicy',
    leaves('Never'),
    'the authority gets another key, which no device trusts',
  ),
  row('review/keys', 'cert-manager.io/Certificate', 'spec.secretName', another, 'a new key is made beside the old one'),
  row('review/keys', 'cert-manager.io/Certificate', 'spec.isCA', leaves(true), 'what it signed is no longer trusted'),
];
