import { type FieldLoss, row } from '../field-loss';
import { set, deployment, cluster, release, flux } from '../kinds';
import { another, anotherMajor, olderImage, olderVersion } from '../predicates';

/** Versions. */
export const versionLosses: readonly FieldLoss[] = [
  row(
    'review/versions',
    cluster,
    'spec.imageName',
    anotherMajor,
    'another major version of PostgreSQL rewrites its catalog, offline, with no way back but a restore',
  ),
  row('review/versions', cluster, 'spec.imageName', olderImage, 'an older PostgreSQL may not start on these files'),
  row('review/versions', cluster, 'spec.imageCatalogRef', another, 'another catalog may bring another major version'),
  row(
    'review/versions',
    cluster,
    'spec.postgresql.extensions[*].image.reference',
    olderImage,
    'an older extension may not read its own indexes',
  ),
  row(
    'review/versions',
    set,
    'spec.template.spec.containers[*].image',
    olderImage,
    'an older or other program may not read these files',
  ),
  {
    ...row(
      'review/versions',
      deployment,
      'spec.template.spec.containers[*].image',
      olderImage,
      'an older program may not understand its database',
    ),
    when: (before) => /postgres|database/i.test(JSON.stringify(before['spec'])),
  },
  row(
    'review/versions',
    release,
    'spec.chart.spec.version',
    olderVersion,
    'an older operator may not understand what the newer one wrote',
  ),
  row(
    'review/versions',
    release,
    'spec.values.image.tag',
    olderVersion,
    'an older operator may not understand what the newer one wrote',
  ),
  row(
    'review/versions',
    'source.toolkit.fluxcd.io/OCIRepository',
    'spec.ref.tag',
    olderVersion,
    'an older chart may not understand what the newer one wrote',
  ),
  row(
    'review/versions',
    flux,
    'spec.distribution.version',
    olderVersion,
    'older controllers may not know the stored version of their objects',
  ),
];
