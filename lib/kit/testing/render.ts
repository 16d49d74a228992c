import { ApiObject, App, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Manifest } from '../../manifest/manifest';
import type { RackSpec } from '../../rack-file/rack';
import { type RackContext, setRackContext } from '../context';
import { isWanted } from '../network-policies';

/** What a construct renders, built in a chart of its own below as many scopes as asked for. */
export function render(build: (scope: Construct) => void, context: Partial<RackContext> = {}): Manifest[] {
  const app = new App();
  setRackContext(app, {
    rack: {} as RackSpec,
    images: { any: { image: 'example.org/any', tag: '1', platforms: ['linux/arm64'], withoutDigest: 'a test' } },
    namespaces: {},
    secretHashes: new Map(),
    ...context,
  });
  const chart = new Chart(app, 'test', { disableResourceNameHashes: true });
  build(chart);
  return chart.node
    .findAll()
    .filter((each) => ApiObject.isApiObject(each))
    .filter((object) => isWanted(object))
    .map((object) => object.toJson() as Manifest);
}

/** The one object of a kind, by name when there are several. */
export function only(manifests: Manifest[], kind: string, name?: string): Manifest {
  const found = manifests.filter((each) => each.kind === kind && (name === undefined || each.metadata.name === name));
  if (found.length !== 1) throw new Error(`${found.length} objects of kind ${kind}${name ? ` named ${name}` : ''}`);
  return found[0]!;
}
