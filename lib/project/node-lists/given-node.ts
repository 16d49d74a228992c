/** A machine as a list of somebody's tells of it. */
export interface GivenNode extends MachineKind {
  name: string;
  address: string;
  role: 'control-plane' | 'worker';
}

export interface MachineKind {
  arch: 'arm64' | 'amd64';
  /** Name of the board, where arch does not say enough. */
  board?: string;
  cores: number;
  /** As the rack file writes it, `8GB`. */
  memory: string;
  disk: string;
}

/** A list of machines, with what it says of the rack besides. */
export interface GivenNodes {
  nodes: GivenNode[];
  /** Address that the control plane answers at. */
  controlPlane?: string;
  name?: string;
}
