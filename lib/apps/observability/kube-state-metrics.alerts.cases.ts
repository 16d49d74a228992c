import type { AlertCases } from '../../kit/alert-cases';
import { nodeAlertCases } from './kube-state-metrics.nodes.cases';
import { podAlertCases } from './kube-state-metrics.pods.cases';
import { workloadAlertCases } from './kube-state-metrics.workloads.cases';

export const kubernetesAlertCases: AlertCases = {
  app: 'kube-state-metrics',
  alerts: { ...nodeAlertCases, ...workloadAlertCases, ...podAlertCases },
};
