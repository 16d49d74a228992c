import { App, Chart, Size, YamlOutputType } from 'cdk8s';
import { ConfigMap, Cpu, Deployment, ServiceAccount } from 'cdk8s-plus-27';

/** As many objects as asked for, four an app: Deployment, Service, ConfigMap and ServiceAccount. */
const objects = Number(process.env['OBJECTS']);
const app = new App({ yamlOutputType: YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE });
for (let made = 0; made < objects; made += 4) {
  const name = `app-${made / 4}`;
  const chart = new Chart(app, name, { disableResourceNameHashes: true });
  const metadata = { name, namespace: 'bench' };
  new ConfigMap(chart, 'config', { metadata, data: { 'app.conf': 'port = 8080\nlog = info\n' } });
  const serviceAccount = new ServiceAccount(chart, 'account', { metadata });
  const deployment = new Deployment(chart, 'deployment', {
    metadata,
    replicas: 2,
    serviceAccount,
    containers: [
      {
        image: `example.org/${name}:1`,
        portNumber: 8080,
        resources: { cpu: { request: Cpu.millis(100) }, memory: { limit: Size.mebibytes(128) } },
      },
    ],
  });
  deployment.exposeViaService({ name: `${name}-service` });
}
app.synth();
