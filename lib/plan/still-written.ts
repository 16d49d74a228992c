import type { RackSpec } from '../rack-file/rack';

/** What `rack.json` of a written tree says of the machines. */
export type WrittenRack = Pick<RackSpec, 'blades' | 'replicaBlades' | 'hardware'>;

/**
 * The rack with the blades that dist/ still has and the rack file has lost: a person who takes a blade out first and asks for the
 * plan then is told the steps all the same. `rack` is returned as it is where nothing is missing.
 */
export function withStillWritten(rack: RackSpec, written: WrittenRack): RackSpec {
  const gone = written.blades.filter(({ name }) => rack.blades.every((each) => each.name !== name));
  if (gone.length === 0) return rack;
  const names = new Set(gone.map(({ name }) => name));
  const replicas = written.replicaBlades.filter((name) => names.has(name));
  return {
    ...rack,
    hardware: { ...written.hardware, ...rack.hardware },
    blades: [...rack.blades, ...gone],
    replicaBlades: [...rack.replicaBlades, ...replicas],
  };
}
