/**
 * Label of the blades that carry replicated volumes: Longhorn makes its disk where it stands. lib/talos gives it to the
 * blades that the rack file chose, the kit selects by it, and the ledger counts with it.
 */
export const replicaLabel = 'node.longhorn.io/create-default-disk';
