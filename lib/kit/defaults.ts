/**
 * Every value that the kit fills in when an app is silent, each with its reason. Constructors merge from here and never
 * invent; `lib/checks` verifies the rendered objects again. Resource requests have no default on purpose.
 */
export const defaults = Object.freeze({
  /** A rollback further than this is a git revert; old ReplicaSets cost etcd space on blades of 8 GB. */
  revisionHistoryLimit: 3,
  /** Blades that may be dead while everything goes on. A DaemonSet that rolls must be allowed one more, or it stops. */
  deadBladesTolerated: 2,
  /** Time for a server to finish what it answers; databases set their own. */
  terminationGracePeriodSeconds: 30,
  /** A CM4 on a cold NVMe takes this long to answer at worst; ten tries of five seconds cover it. */
  probe: { periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 3 },
  startupProbe: { periodSeconds: 5, timeoutSeconds: 5, failureThreshold: 60 },
  /** Files an app writes belong to its group; recursive chown only when the root of the volume differs. */
  fsGroupChangePolicy: 'OnRootMismatch',
  /** Images are pinned by digest, so a pull can only ever bring the same bytes. */
  imagePullPolicy: 'IfNotPresent',
  /** A finished Job is kept a day: long enough to read its log the next morning. */
  jobTtlSeconds: 86_400,
  jobBackoffLimit: 6,
  /** Modes of mounted configuration and secrets: read by owner and group, written by nobody. */
  configMode: 0o444,
  secretMode: 0o440,
} as const);

/** Pods rolled at once in a DaemonSet: above the dead blades tolerated, since a dead blade's pod counts against it. */
export const daemonSetMaxUnavailable = defaults.deadBladesTolerated + 1;
