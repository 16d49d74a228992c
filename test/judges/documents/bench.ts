import type { CronJob } from '../../../imports/k8s';
import { type Credentials, s3 } from '../minio/s3';
import type { Generated } from '../tree/generated';
import type { Pod, Ran } from '../tree/pod';
import type { PodWorld } from '../tree/pod-world';
import { cronJobPod } from './cron-job-pod';

export const bucket = 'open-webui';
/** At the provider. */
export const bucketElsewhere = 'homelab';
export const many = 30;

export function accountOf(given: Generated, namespace: string, name: string): Credentials {
  const { ACCESS_KEY_ID, ACCESS_SECRET_KEY } = given.secret(namespace, name);
  return { accessKey: ACCESS_KEY_ID!, secretKey: ACCESS_SECRET_KEY! };
}

type CronJobName = 'document-backups' | 'document-restore' | 'restore-drill-documents';

/** The two stores, and what is asked of them. */
export class Bench {
  readonly app: Credentials;
  private runs = 0;

  constructor(
    private readonly world: PodWorld,
    readonly given: Generated,
    private readonly tree: string,
    private readonly rclone: string,
    private readonly store: Pod,
    private readonly offsite: Pod,
    private readonly elsewhere: Credentials,
  ) {
    this.app = accountOf(given, 'ml', 'minio-open-webui');
  }

  put = async (key: string, body: string) =>
    (await s3(this.store.address, 'PUT', `/${bucket}/${key}`, this.app, body)).status;
  get = (key: string) => s3(this.store.address, 'GET', `/${bucket}/${key}`, this.app);
  delete = async (key: string, headers: Record<string, string> = {}) =>
    (await s3(this.store.address, 'DELETE', `/${bucket}/${key}`, this.app, '', headers)).status;
  as = (who: Credentials, method: string, path: string, body = '') => s3(this.store.address, method, path, who, body);

  /** Keys and stored bytes of everything in the bucket elsewhere. */
  async elsewhereHas(): Promise<{ keys: string[]; text: string }> {
    const { body } = await s3(this.offsite.address, 'GET', `/${bucketElsewhere}?list-type=2`, this.elsewhere);
    const keys = [...body.matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key]) => key!);
    const bodies = await Promise.all(
      keys
        .slice(0, 10)
        .map(async (key) => (await s3(this.offsite.address, 'GET', `/${bucketElsewhere}/${key}`, this.elsewhere)).body),
    );
    return { keys, text: bodies.join('\n') };
  }

  /** Overwrites a stored object, as a disk or a hand at the provider's may. */
  damage = (key: string) =>
    s3(this.offsite.address, 'PUT', `/${bucketElsewhere}/${key}`, this.elsewhere, 'other bytes');

  /** A Job made from a CronJob, with these variables set as `kubectl set env` does. */
  pod(cronJob: CronJobName, env: Record<string, string> = {}, given = this.given): Pod {
    return cronJobPod(this.world, {
      name: `${cronJob}-${this.runs++}`,
      cronJob: given.object<CronJob>(`data/CronJob/${cronJob}`),
      env,
      images: { rclone: { busybox: true, programs: { rclone: this.rclone } } },
      given,
      tree: this.tree,
    });
  }

  run(cronJob: CronJobName, env: Record<string, string> = {}, given = this.given): Ran {
    return this.pod(cronJob, env, given).complete('rclone', 120);
  }
}

export const said = ({ code, stdout, stderr }: Ran) => `exit code ${code}\n${stdout}${stderr}`;
export const document = (i: number) => `text of document ${i}, which nobody elsewhere may read`;
export const nameOf = (i: number) => `document-${i}.txt`;
