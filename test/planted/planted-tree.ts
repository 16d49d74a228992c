import type { RackFacts } from '../../lib/facts/facts';
import { type Manifest, objectId } from '../../lib/manifest/manifest';

/** The objects of a tree, to be changed one fault at a time. The tree itself stays as it is. */
export class PlantedTree {
  private rendered: RackFacts['rendered'];

  constructor(private readonly original: RackFacts) {
    this.rendered = original.rendered;
  }

  /** @throws when the tree has no such object, or when the edit changes nothing */
  edit(id: string, change: (manifest: Manifest) => Manifest): void {
    const index = this.indexOf(id);
    const before = this.rendered[index]!;
    const manifest = plain(change(before.manifest));
    if (JSON.stringify(manifest) === JSON.stringify(before.manifest)) throw new Error(`nothing changes in ${id}`);
    this.rendered = this.rendered.toSpliced(index, 1, { ...before, manifest });
  }

  remove(id: string): void {
    this.rendered = this.rendered.toSpliced(this.indexOf(id), 1);
  }

  /** @param app whose folder the object is put into */
  add(app: string, manifest: Manifest): void {
    const neighbour = this.rendered.find((each) => each.app === app);
    if (!neighbour) throw new Error(`the tree has no app ${app}`);
    this.rendered = [...this.rendered, { ...neighbour, manifest, connects: [] }];
  }

  /** @throws when the tree has no such object */
  get(id: string): Manifest {
    return this.rendered[this.indexOf(id)]!.manifest;
  }

  ids(): string[] {
    return this.rendered.map(({ manifest }) => objectId(manifest));
  }

  get facts(): RackFacts {
    return { ...this.original, rendered: this.rendered };
  }

  private indexOf(id: string): number {
    const index = this.rendered.findIndex(({ manifest }) => objectId(manifest) === id);
    if (index < 0) throw new Error(`the tree has no ${id}`);
    return index;
  }
}

/** As it comes out of a file: a field that is undefined is none. */
function plain(manifest: Manifest): Manifest {
  return JSON.parse(JSON.stringify(manifest)) as Manifest;
}
