import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { RackFacts } from '../../lib/facts/facts';
import { layOut } from '../../lib/output/layout';
import type { Fault } from './fault';
import { PlantedTree } from './planted-tree';

/** Puts a fault into a copy of `dist/<rack>`, as a hand in an editor would: what describes the tree stays as it was. */
export function writePlanted(folder: string, facts: RackFacts, fault: Fault): void {
  const tree = new PlantedTree(facts);
  fault.plant(tree);
  const before = layOut(facts.rendered).files;
  const after = layOut(tree.facts.rendered).files;
  const changed = [...after].filter(([file, content]) => before.get(file) !== content);
  const gone = [...before.keys()].filter((file) => !after.has(file));
  if (changed.length + gone.length === 0) throw new Error(`${fault.kind} changes no file`);
  for (const [file, content] of changed) writeFileSync(path.join(folder, file), content);
  for (const file of gone) rmSync(path.join(folder, file));
}
