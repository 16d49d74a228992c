import { Construct } from 'constructs';
import { App, Chart, ChartProps, Size } from 'cdk8s';
import { ConfigMap, Cpu, Deployment, ServiceAccount } from 'cdk8s-plus-33';

/** The objects of main.ts, written with cdk8s-plus instead of the imported classes. */
export class MyChart extends Chart {
  constructor(scope: Construct, id: string, props: ChartProps = { }) {
    super(scope, id, props);

    const metadata = { name: id, namespace: 'bench' };
    new ConfigMap(this, 'config', { metadata, data: { 'app.conf': 'port = 8080\nlog = info\n' } });
    const serviceAccount = new ServiceAccount(this, 'account', { metadata });
    const deployment = new Deployment(this, 'deployment', {
      metadata,
      replicas: 2,
      serviceAccount,
      containers: [
        {
          image: `example.org/${id}:1`,
          portNumber: 8080,
          resources: { cpu: { request: Cpu.millis(100) }, memory: { limit: Size.mebibytes(128) } },
        },
      ],
    });
    deployment.exposeViaService({ name: `${id}-service` });
  }
}

const app = new App();
for (let made = 0; made < Number(process.env.OBJECTS); made += 4) new MyChart(app, `app-${made / 4}`);
app.synth();
