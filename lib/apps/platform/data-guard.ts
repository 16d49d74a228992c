import * as z from 'zod';
import type {
  ValidatingAdmissionPolicy,
  ValidatingAdmissionPolicyBinding,
  ValidatingAdmissionPolicySpec,
} from '../../../imports/k8s';
import { app } from '../../kit/app';
import { emit } from '../../kit/emit';
import { keepData, keepRetention } from './data-guard.policies';

const apiVersion = 'admissionregistration.k8s.io/v1';

/** What git does not see: a person's kubectl, a prune, an uninstall. The API server itself refuses them. */
export const dataGuard = app({
  name: 'data-guard',
  area: 'platform',
  summary: 'The API server refuses to delete or weaken what holds data, unless it is labelled',
  spec: z.strictObject({}),
  namespaces: {},
  alwaysOn: true,
  build: (scope) => {
    const policies: Record<string, ValidatingAdmissionPolicySpec> = {
      'rackwright-keep-data': keepData,
      'rackwright-keep-retention': keepRetention,
    };
    for (const [name, spec] of Object.entries(policies)) {
      emit<ValidatingAdmissionPolicy>(scope, name, {
        apiVersion,
        kind: 'ValidatingAdmissionPolicy',
        metadata: { name },
        spec,
      });
      emit<ValidatingAdmissionPolicyBinding>(scope, `${name}-binding`, {
        apiVersion,
        kind: 'ValidatingAdmissionPolicyBinding',
        metadata: { name },
        spec: { policyName: name, validationActions: ['Deny'] },
      });
    }
  },
});
