import type { DaemonSet } from '../imports/k8s';
import { accessOf, carriers } from '../lib/rack-file/fans';
import { carrierRackText } from '../lib/testing/carrier-rack';
import { composeSample, loadSample } from '../lib/testing/sample-rack';
import { parseConfig } from '../thermal-daemon/src/config/config';

describe.each(carriers.map((carrier) => [carrier.carrier, carrier] as const))(
  'a rack file for: %s',
  (_name, carrier) => {
    const manifests = composeSample(loadSample(carrierRackText(carrier))).rendered.map(({ manifest }) => manifest);
    const daemons = manifests.filter(
      ({ kind, metadata }) => kind === 'DaemonSet' && metadata.name.startsWith('thermal-'),
    ) as unknown as DaemonSet[];

    it('is rendered, and its daemon reads its own configuration', () => {
      const texts = manifests
        .filter(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name.startsWith('thermal-'))
        .flatMap((manifest) => Object.values((manifest as unknown as { data: Record<string, string> }).data));
      expect(texts).toHaveLength(1);
      expect(texts.map(parseConfig)).toMatchObject([{ ok: true }]);
    });

    it('asks for a device where the fan is one, and mounts sysfs where it is a file', () => {
      const specs = daemons.map(({ spec }) => spec!.template.spec!);
      expect(specs).toHaveLength(1);
      const devices = specs.flatMap(({ containers }) => Object.keys(containers[0]!.resources!.limits!));
      const mounts = specs.flatMap(({ volumes = [] }) => volumes.flatMap(({ hostPath }) => hostPath?.path ?? []));
      const isFile = accessOf(carrier.fan) === 'sysfs';
      expect(devices.some((name) => name.startsWith('squat.ai/'))).toBe(!isFile);
      expect(mounts.some((path) => path.startsWith('/sys'))).toBe(isFile);
    });
  },
);
