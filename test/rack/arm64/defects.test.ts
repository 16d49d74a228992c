import { join } from 'node:path';
import { readTree } from '../../cluster/dry-run/read-tree';
import { arm64Defects, withDefect } from './defects';

const objects = ['namespaces', 'device-plugin', 'thermal-daemon'].flatMap((app) =>
  readTree(join(__dirname, '..', '..', '..', 'dist', 'homelab', 'apps', app)).objects.map(({ object }) => object),
);

describe('faults of the emulated blade', () => {
  it.each(arm64Defects.filter(({ objects: names }) => names !== undefined))(
    '$title: every object that it names is in dist/, and is changed',
    (defect) => {
      const changed = withDefect(objects, defect).filter((object, index) => {
        return JSON.stringify(object) !== JSON.stringify(objects[index]);
      });
      expect(changed.map(({ kind, metadata }) => `${kind}/${metadata.name}`).sort()).toEqual(
        [...defect.objects!].sort(),
      );
    },
  );

  it('leaves what it was given as it was', () => {
    const before = JSON.stringify(objects);
    arm64Defects.forEach((defect) => withDefect(objects, defect));
    expect(JSON.stringify(objects)).toBe(before);
  });
});
