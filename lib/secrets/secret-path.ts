import { secretId } from '../facts/secret-declaration';

/** A file as it lies in the folder of a rack. */
export interface SecretFileText {
  /** Below `secrets/<rack>/`, with forward slashes. */
  path: string;
  text: string;
}

const suffix = '.sops.yaml';

/** Folder of a rack's encrypted Secrets, from the root of the repository. */
export function secretFolder(rack: string): string {
  return `secrets/${rack}`;
}

/** Only there while a command changes files, or after it was killed; git never sees it. */
export function changeFolder(rack: string): string {
  return `secrets/.${rack}`;
}

/** What a change of several files is about to do, from the root of the repository. */
export function planPath(rack: string): string {
  return `${changeFolder(rack)}/plan.json`;
}

/** Whether a path is one that a command may write below `secrets/<rack>/`: never one that leads out of it. */
export function isPathOfRack(path: string): boolean {
  return /^(?:[a-z0-9][-.a-z0-9]*\/[a-z0-9][-.a-z0-9]*|)\.sops\.yaml$/.test(path);
}

/** `data/redis-users.sops.yaml`. */
export function secretPath(secret: { namespace: string; name: string }): string {
  return secretId(secret) + suffix;
}

/** Namespace and name that a path stands for, or undefined when no object of Kubernetes can be called so. */
export function secretAt(path: string): { namespace: string; name: string } | undefined {
  const [namespace, file] = path.split('/');
  if (!namespace || !file || !isPathOfRack(path)) return undefined;
  return { namespace, name: file.slice(0, -suffix.length) };
}
