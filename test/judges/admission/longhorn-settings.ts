import { recordOf } from '../../../lib/manifest/field-path';
import { type Manifest, objectId } from '../../../lib/manifest/manifest';

/**
 * What Longhorn makes of the settings in its chart's values: `nodeDrainPolicy` is the Setting `node-drain-policy`. Its
 * manager drops a setting that it does not know or cannot read, and goes on with its own default.
 */
export function settingsOf(objects: readonly Manifest[]): Manifest[] {
  const chart = objects.find((object) => objectId(object) === 'longhorn-system/HelmRelease/longhorn');
  const settings = recordOf(recordOf(recordOf(chart?.spec).values).defaultSettings);
  return Object.entries(settings).map(([key, value]) => settingOf(key, value));
}

function settingOf(key: string, value: unknown): Manifest {
  const name = key.replaceAll(/(?<=[a-z0-9])[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
  const metadata = { name, namespace: 'longhorn-system' };
  return { apiVersion: 'longhorn.io/v1beta2', kind: 'Setting', metadata, value: String(value) } as Manifest;
}
