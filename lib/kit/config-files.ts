import { createHash } from 'node:crypto';
import { Lazy } from 'cdk8s';
import { ConfigMap } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import type { KeyToPath } from '../../imports/k8s';
import { onChangeMark } from '../facts/marks';

/** Text of a configuration file; a function is asked when manifests render, after every app has declared its part. */
export type FileText = string | (() => string);

/**
 * The configuration files of one workload. The ConfigMap keeps its name whatever it holds, so pods of the revision
 * before never lose what they mount; what makes pods follow is the hash in their template, or the program's own reload.
 */
export class ConfigFiles extends Construct {
  /** Where each key of the ConfigMap goes below the mount, when that is not simply its name. */
  readonly items?: KeyToPath[];

  constructor(
    scope: Construct,
    readonly namespace: string,
    readonly name: string,
    private readonly files: Readonly<Record<string, FileText>>,
    onChange: 'roll' | 'reload' = 'roll',
  ) {
    super(scope, 'config');
    const paths = Object.keys(files);
    if (paths.some((path) => path.includes('/'))) this.items = paths.map((path) => ({ key: keyOf(path), path }));
    const data = Object.fromEntries(
      paths.map((file) => [keyOf(file), Lazy.any({ produce: () => this.textOf(file) }) as string]),
    );
    const annotations = onChange === 'reload' ? onChangeMark.as(onChange) : {};
    new ConfigMap(this, 'config-map', { metadata: { name, namespace, annotations }, data });
  }

  hash(): string {
    const hash = createHash('sha256');
    for (const file of Object.keys(this.files).sort()) hash.update(`${file}\0${this.textOf(file)}\0`);
    return hash.digest('hex').slice(0, 16);
  }

  private textOf(file: string): string {
    const text = this.files[file]!;
    return typeof text === 'string' ? text : text();
  }
}

/** Keys of a ConfigMap know no folders: `provisioning/plugins/none.yaml` is kept as `provisioning.plugins.none.yaml`. */
function keyOf(path: string): string {
  return path.replaceAll('/', '.');
}
