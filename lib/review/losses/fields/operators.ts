import { type FieldLoss, row } from '../field-loss';
import { release, definition } from '../kinds';
import { another, anyChange, becomes, either, gone, leaves } from '../predicates';

/** Operators and definitions. */
export const operatorLosses: readonly FieldLoss[] = [
  row(
    'review/operators',
    release,
    'spec.releaseName',
    anyChange,
    'Helm uninstalls the old release, with all that it holds',
  ),
  row(
    'review/operators',
    release,
    'spec.targetNamespace',
    anyChange,
    'Helm uninstalls the old release, with all that it holds',
  ),
  row(
    'review/operators',
    release,
    'spec.storageNamespace',
    anyChange,
    'Helm uninstalls the old release, with all that it holds',
  ),
  row(
    'review/operators',
    release,
    'spec.chart.spec.chart',
    another,
    'another chart removes what the first one installed',
  ),
  row(
    'review/operators',
    release,
    'spec.chart.spec.sourceRef',
    another,
    'another source may bring another chart under this name',
  ),
  row('review/operators', release, 'spec.chartRef', another, 'another chart removes what the first one installed'),
  row(
    'review/operators',
    release,
    'spec.values.crds',
    either(becomes(false), gone),
    'Helm may delete the definitions, and with them every object of their kinds',
  ),
  row(
    'review/operators',
    release,
    'spec.values.installCRDs',
    becomes(false),
    'Helm may delete the definitions, and with them every object of their kinds',
  ),
  row(
    'review/operators',
    release,
    'spec.values.replicaCount',
    becomes(0),
    'nothing runs the objects that depend on it',
  ),
  row(
    'review/operators',
    release,
    'spec.values.defaultSettings.deletingConfirmationFlag',
    becomes(true),
    'uninstalling Longhorn deletes every volume',
  ),
  row(
    'review/operators',
    'source.toolkit.fluxcd.io/OCIRepository',
    'spec.url',
    another,
    'another chart may come under this name',
  ),
  row(
    'review/operators',
    definition,
    'spec.versions[*].served',
    leaves(true),
    'objects of this version cannot be read',
  ),
  row(
    'review/operators',
    definition,
    'spec.versions[*].storage',
    leaves(true),
    'objects are stored in another version, in which they may not fit',
  ),
];
