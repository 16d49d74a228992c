import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { helmProgram, renderChart } from '../../../imports/tool/helm';
import { take } from '../../../imports/tool/modules';
import { parsePins, settleChecksum } from '../../../imports/tool/pins';
import type { Progress } from '../../cluster/build/build-components';
import type { KubeObject } from '../../cluster/kube/object';
import { projectRoot } from '../../cluster/project-root';

/**
 * What Helm makes of a chart with the values of a release. The chart lies in its project's module, as `imports/pins.yaml` pins
 * it. Needs a network where caches lack the module or Helm.
 *
 * @throws when the module holds something else than the pin says, or Helm refuses the values
 */
export function chartObjects(name: string, values: unknown, progress: Progress): KubeObject[] {
  const root = projectRoot();
  const file = parsePins(readFileSync(join(root, 'imports', 'pins.yaml'), 'utf8'));
  const pin = file.pins.charts[name];
  if (pin?.chart === undefined) throw new Error(`imports/pins.yaml has no chart ${name}`);
  const { chart, release, namespace, version } = pin;
  const taken = take(pin);
  settleChecksum(file, ['charts', name], pin, taken.sha256);
  const files = new Map([...taken.files].map(([path, bytes]) => [path.slice(chart.length + 1), bytes]));
  const kubernetesVersion = file.pins.kubernetes.version.slice(1);
  const source = { files, release, namespace, version, kubernetesVersion };
  return renderChart(helmProgram(root, progress), source, values) as unknown as KubeObject[];
}
