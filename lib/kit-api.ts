/**
 * `rackwright/kit`: what an app of one's own is written with. One copy of each library lives in a process, so cdk8s,
 * constructs and zod come through here too.
 */
export * as cdk8s from 'cdk8s';
export { Construct } from 'constructs';
export * as z from 'zod';
export { Alerts, type AlertRule, type RuleGroup } from './kit/alerts';
export { type App, type AppProps, type Gathered, app } from './kit/app';
export type { PodSecurityLevel } from './kit/security';
export { type Contract, type Need, contract, optional } from './kit/contract';
export { Dashboard } from './kit/dashboards';
export { HelmRelease } from './kit/helm-release';
export { jsonText } from './kit/json-text';
export { emit } from './kit/emit';
export * from './kit/peers';
export * from './kit/ports';
export * from './kit/probes';
export { Scrape } from './kit/scrape';
export { registryLogin } from './kit/registry-login';
export { OperatorSecret, SecretKeys, type SecretKeyRef } from './kit/secrets';
export { servingCertificate } from './kit/serving-certificate';
export { type Tier } from './facts/tier';
export { Workload } from './kit/workload';
export { type WorkloadProps } from './kit/workload-props';
export { yamlText } from './kit/yaml-text';
export { type Manifest } from './manifest/manifest';
export { type RackSpec } from './rack-file/rack';
