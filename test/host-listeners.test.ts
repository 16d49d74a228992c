import footprints from '../imports/charts/footprints.json';
import { recordsOf } from '../lib/manifest/field-path';
import { containersOf, podTemplatesOf } from '../lib/manifest/pod-templates';
import { nodeMetricsPorts } from '../lib/talos/every-node-patch';
import { composeSample } from '../lib/testing/sample-rack';

/** Ports of the node itself, which no policy of pods covers: the office could read what is not closed by Talos. */
const ofApps = composeSample()
  .rendered.flatMap(({ manifest }) => podTemplatesOf(manifest))
  .filter(({ spec }) => spec.hostNetwork === true)
  .flatMap((template) => containersOf(template))
  .flatMap(({ name, container }) =>
    recordsOf(container.ports).map(({ containerPort }) => [name, Number(containerPort)] as const),
  );
const ofCharts = footprints.flatMap(({ workloads }) =>
  workloads.flatMap((workload) =>
    'hostNetwork' in workload && workload.hostNetwork
      ? workload.containers.flatMap(({ ports }) =>
          ports.flatMap(({ name, port }) =>
            /prometheus|metrics/.test(name) ? [[`${workload.name} ${name}`, port] as const] : [],
          ),
        )
      : [],
  ),
);

test.each([...ofApps, ...ofCharts])('%s listens at %i of the node, which Talos closes to the office', (_, port) => {
  expect(nodeMetricsPorts).toContain(port);
});
