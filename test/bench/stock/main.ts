import { Construct } from 'constructs';
import { App, Chart, ChartProps } from 'cdk8s';
import { IntOrString, KubeConfigMap, KubeDeployment, KubeService, KubeServiceAccount, Quantity } from './imports/k8s';

/** Four objects an app: ConfigMap, ServiceAccount, Deployment and Service. */
export class MyChart extends Chart {
  constructor(scope: Construct, id: string, props: ChartProps = { }) {
    super(scope, id, props);

    const metadata = { name: id, namespace: 'bench' };
    const labels = { app: id };
    new KubeConfigMap(this, 'config', { metadata, data: { 'app.conf': 'port = 8080\nlog = info\n' } });
    new KubeServiceAccount(this, 'account', { metadata, automountServiceAccountToken: false });
    new KubeDeployment(this, 'deployment', {
      metadata,
      spec: {
        replicas: 2,
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: {
            serviceAccountName: id,
            containers: [
              {
                name: 'main',
                image: `example.org/${id}:1`,
                ports: [{ name: 'http', containerPort: 8080 }],
                resources: {
                  requests: { cpu: Quantity.fromString('100m'), memory: Quantity.fromString('128Mi') },
                  limits: { memory: Quantity.fromString('128Mi') },
                },
                readinessProbe: { httpGet: { path: '/', port: IntOrString.fromString('http') } },
                volumeMounts: [{ name: 'config', mountPath: '/etc/app' }],
              },
            ],
            volumes: [{ name: 'config', configMap: { name: id } }],
          },
        },
      },
    });
    new KubeService(this, 'service', {
      metadata,
      spec: { selector: labels, ports: [{ port: 80, targetPort: IntOrString.fromNumber(8080) }] },
    });
  }
}

const app = new App();
for (let made = 0; made < Number(process.env.OBJECTS); made += 4) new MyChart(app, `app-${made / 4}`);
app.synth();
