import { fieldAt } from '../../manifest/field-path';
import { objectId } from '../../manifest/manifest';
import { ageOf, timeOf } from '../ages';
import type { Found, Situation, StatusCheck } from '../line';
import { conditionOf, ofKind } from '../seen';

/** cert-manager renews at two thirds of the time; what has less left than this was not renewed. */
const renewedBeforeMs = 7 * 86_400_000;

export const certificates: StatusCheck = {
  id: 'certificates',
  finds: 'certificates that have ended, end soon, or were never signed; kubelets whose request is not signed',
  check: (situation) => [...ending(situation), ...unsigned(situation)],
};

function ending({ seen, nowMs }: Situation): Found[] {
  return ofKind(seen, 'Certificate', 'cert-manager.io').flatMap((certificate): Found[] => {
    const { name, namespace = '' } = certificate.metadata;
    const ends = timeOf(fieldAt(certificate, 'status.notAfter'));
    const ready = conditionOf(certificate, 'Ready');
    const refused = ready?.status === 'False' ? `: ${ready.message}` : '';
    const line = (level: Found['level'], message: string): Found => ({
      level,
      object: objectId(certificate),
      message: `${message}${refused}`,
      command: `kubectl --namespace ${namespace} describe certificate/${name}`,
      page: 'certificates',
    });
    if (ends !== undefined && ends <= nowMs) {
      return [line('down', `the certificate ${namespace}/${name} ended ${ageOf(ends, nowMs)} ago`)];
    }
    if (ends !== undefined && ends - nowMs < renewedBeforeMs) {
      return [line('risk', `the certificate ${namespace}/${name} ends in ${ageOf(nowMs, ends)} and was not renewed`)];
    }
    return refused === '' ? [] : [line('broken', `the certificate ${namespace}/${name} is not ready`)];
  });
}

function unsigned({ seen, nowMs }: Situation): Found[] {
  const open = ofKind(seen, 'CertificateSigningRequest', 'certificates.k8s.io').filter((request) => {
    const made = timeOf(fieldAt(request, 'metadata.creationTimestamp')) ?? nowMs;
    return fieldAt(request, 'status.conditions') === undefined && nowMs - made > 10 * 60_000;
  });
  const [first] = open;
  if (!first) return [];
  return [
    {
      level: 'broken',
      object: objectId(first),
      message: `${open.length} requests of kubelets for a certificate wait for a signature`,
      command: 'kubectl get certificatesigningrequests',
      page: 'kubelet-csr-approver',
    },
  ];
}
