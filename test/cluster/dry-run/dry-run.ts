import { ApiError, type KubeClient, apiErrorOf } from '../kube/client';
import { type KubeObject, objectId, type PodTemplate } from '../kube/object';
import type { SecretOpener } from './open-secret';
import type { TreeObject } from './read-tree';
import { isSealed, withPlaceholders } from './stand-in-secret';

/** What the API server said of one object. */
export interface Verdict {
  object: string;
  file: string;
  /** A pod template is judged again as the Pod it becomes: Pod Security refuses pods, and only warns of templates. */
  as: 'object' | 'pod';
  accepted: boolean;
  /** HTTP status of a refusal. */
  status?: number;
  /** The server's reason word, `Invalid`, and its message. */
  reason?: string;
  message?: string;
  warnings: string[];
}

/** The field manager Flux uses, so that ownership conflicts would be those that Flux meets. */
const fieldManager = 'kustomize-controller';

/** Kinds that admission of other objects looks up: a dry run of them leaves nothing to look up, so they are created. */
const lookedUp = ['Namespace', 'PriorityClass', 'RuntimeClass', 'ServiceAccount', 'LimitRange', 'ResourceQuota'];

/**
 * Creates what admission looks up (namespaces first), and the service account `default` that the controller manager
 * would make. Refusals show up in the verdicts later.
 */
export async function createLookedUp(client: KubeClient, objects: readonly KubeObject[]): Promise<void> {
  for (const kind of lookedUp) {
    for (const object of objects.filter((candidate) => candidate.kind === kind)) {
      await client.apply(object, fieldManager).catch(ignoreRefusal);
    }
    if (kind === 'Namespace') await createDefaultAccounts(client);
  }
}

async function createDefaultAccounts(client: KubeClient): Promise<void> {
  for (const { metadata } of await client.list('v1', 'Namespace')) {
    const account = {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: 'default', namespace: metadata.name },
    };
    await client.apply(account).catch(ignoreRefusal);
  }
}

function ignoreRefusal(error: unknown): void {
  if (!(error instanceof ApiError)) throw error;
}

/**
 * Verdicts on all objects and on the pods of their templates, in the order given. Sealed Secrets are judged as `opener`
 * opens them, without one with placeholders.
 */
export async function dryRunTree(
  client: KubeClient,
  objects: readonly TreeObject[],
  opener?: SecretOpener,
): Promise<Verdict[]> {
  const verdicts: Verdict[][] = new Array(objects.length);
  let next = 0;
  const worker = async () => {
    for (let at = next++; at < objects.length; at = next++) verdicts[at] = await judge(client, objects[at]!, opener);
  };
  await Promise.all(Array.from({ length: 8 }, worker));
  return verdicts.flat();
}

async function judge(
  client: KubeClient,
  { file, object, text }: TreeObject,
  opener: SecretOpener | undefined,
): Promise<Verdict[]> {
  const about = { file, as: 'object' as const, object: objectId(object) };
  let body = text;
  if (isSealed(object)) {
    const secret = opener === undefined ? withPlaceholders(object) : await opener.open(object, text).catch(asError);
    if (secret instanceof Error) return [{ ...about, accepted: false, message: secret.message, warnings: [] }];
    body = JSON.stringify(secret);
  }
  const verdicts = [await dryRun(client, object, body, about)];
  const template = podTemplateOf(object);
  if (template !== undefined) {
    const pod = podOf(object, template);
    verdicts.push(await dryRun(client, pod, JSON.stringify(pod), { file, as: 'pod', object: objectId(object) }));
  }
  return verdicts;
}

const asError = (error: Error) => error;

/** Strict server-side apply as a dry run: admission, defaulting, validation, CEL; nothing is stored. */
export async function dryRun(
  client: KubeClient,
  object: KubeObject,
  body: string,
  about: Pick<Verdict, 'file' | 'as' | 'object'>,
): Promise<Verdict> {
  try {
    const query = { dryRun: 'All', fieldManager, fieldValidation: 'Strict', force: 'true' };
    const path = await client.pathOf(object);
    const answer = await client.call('PATCH', path, { query, body, contentType: 'application/apply-patch+yaml' });
    if (answer.status < 400) return { ...about, accepted: true, warnings: answer.warnings };
    return { ...about, ...refusal(apiErrorOf(answer, about.object)), warnings: answer.warnings };
  } catch (error) {
    if (error instanceof ApiError) return { ...about, ...refusal(error), warnings: [] };
    throw error;
  }
}

function refusal({ status, reason, message }: ApiError): Pick<Verdict, 'accepted' | 'status' | 'reason' | 'message'> {
  return { accepted: false, status, reason, message };
}

interface WithTemplate extends KubeObject {
  spec?: { template?: PodTemplate; jobTemplate?: { spec?: { template?: PodTemplate } } };
}

const workloadKinds = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Job', 'CronJob'];

export function podTemplateOf(object: KubeObject): PodTemplate | undefined {
  if (!workloadKinds.includes(object.kind)) return undefined;
  const { spec } = object as WithTemplate;
  return spec?.template ?? spec?.jobTemplate?.spec?.template;
}

export function podOf(owner: KubeObject, template: PodTemplate): KubeObject {
  const { namespace } = owner.metadata;
  const metadata = {
    ...template.metadata,
    name: `${owner.metadata.name.slice(0, 200)}-template`,
    ...(namespace && { namespace }),
  };
  return { apiVersion: 'v1', kind: 'Pod', metadata, spec: withClaimVolumes(owner, template.spec) } as KubeObject;
}

/** The StatefulSet controller adds a volume for each claim template; mounts without it would be refused. */
function withClaimVolumes(owner: KubeObject, spec: PodTemplate['spec']): PodTemplate['spec'] {
  const claims = (owner as { spec?: { volumeClaimTemplates?: KubeObject[] } }).spec?.volumeClaimTemplates ?? [];
  const volumes = claims.map(({ metadata: { name } }) => ({ name, persistentVolumeClaim: { claimName: name } }));
  return volumes.length === 0 ? spec : { ...spec, volumes: [...(spec?.volumes ?? []), ...volumes] };
}
