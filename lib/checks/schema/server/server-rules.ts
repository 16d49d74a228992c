import { autoscalingRules } from './autoscaling';
import { classRules } from './classes';
import { configRules } from './config';
import { containerRules } from './containers';
import { crdVersionRules } from './crd-versions';
import { envRules } from './env';
import { exclusiveRules } from './exclusive';
import { extensionRules } from './extensions';
import { jobRules } from './jobs';
import { metadataRules } from './metadata';
import { neededRules } from './needed';
import { networkingRules } from './networking';
import type { TypeRule, TypeRules } from './place';
import { podRules } from './pods';
import { portRules } from './ports';
import { probeRules } from './probes';
import { quotaRules } from './quotas';
import { rbacRules } from './rbac';
import { resourceRules } from './resources';
import { schedulingRules } from './scheduling';
import { securityRules } from './security';
import { selectorRules } from './selectors';
import { serviceRules } from './services';
import { storageRules } from './storage';
import { volumeRules } from './volumes';
import { wordRules } from './words';
import { workloadRules } from './workloads';

const tables: readonly TypeRules[] = [
  ...[
    metadataRules,
    selectorRules,
    neededRules,
    wordRules,
    exclusiveRules,
    portRules,
    envRules,
    containerRules,
    probeRules,
  ],
  ...[resourceRules, securityRules, volumeRules, podRules, schedulingRules, workloadRules, jobRules, serviceRules],
  ...[networkingRules, rbacRules, storageRules, configRules, classRules, autoscalingRules, quotaRules, extensionRules],
  crdVersionRules,
];

/** All rules of the server's own code, by the name of the type that they check. */
export const serverRules: ReadonlyMap<string, readonly TypeRule[]> = tables.reduce((all, table) => {
  for (const [type, rules] of Object.entries(table)) all.set(type, [...(all.get(type) ?? []), ...rules]);
  return all;
}, new Map<string, readonly TypeRule[]>());
