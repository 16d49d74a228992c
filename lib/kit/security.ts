import type { PodSecurityContext, SecurityContext } from '../../imports/k8s';
import { defaults } from './defaults';

/** Pod Security level that a namespace enforces. */
export type PodSecurityLevel = 'restricted' | 'baseline' | 'privileged';

/** Who the processes of a pod run as. Root is an exception that the pod must give a reason for. */
export interface PodUser {
  uid: number;
  gid: number;
}

/** The baseline of every pod: the `restricted` Pod Security level, said at the pod so that no container forgets it. */
export function podSecurity({ uid, gid }: PodUser, ownsVolumes: boolean): PodSecurityContext {
  return {
    runAsNonRoot: uid !== 0,
    runAsUser: uid,
    runAsGroup: gid,
    seccompProfile: { type: 'RuntimeDefault' },
    ...(ownsVolumes && { fsGroup: gid, fsGroupChangePolicy: defaults.fsGroupChangePolicy }),
  };
}

/** The baseline of every container: nothing it could gain, nowhere it could write but its mounts. */
export function containerSecurity(relaxed: SecurityContext = {}): SecurityContext {
  return {
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
    ...relaxed,
  };
}
