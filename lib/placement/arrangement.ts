import type { BladeRoom, PodClass } from './pods';

/** Blades and classes of pods as columns of numbers, in the order given. */
export interface Columns {
  classes: readonly PodClass[];
  blades: readonly BladeRoom[];
  /** Resources that are counted: processor, memory, disk, pod slots, and each device. */
  resources: number;
  /** What a pod wants, `class * resources + resource`. */
  wants: Float64Array;
  /** What an empty blade has, `blade * resources + resource`. */
  room: Float64Array;
  /** 1 where a class may run, `class * blades + blade`. */
  allowed: Uint8Array;
  /** By class: the classes of which no pod may stand beside it. */
  rivals: readonly (readonly number[])[];
}

/** The same with the class that asks for a place: an attack asks about it some hundred thousand times. */
export interface Board extends Columns {
  /** Number of the class that asks. */
  asking: number;
  /** By class: 1 where the class that asks may push its pods out. */
  yields: Uint8Array;
}

/** Where pods stand, and what they leave. */
export interface Arrangement {
  board: Board;
  /** Pods there, `blade * classes + class`. */
  pods: Uint16Array;
  /** As `room`. */
  left: Float64Array;
  /** The same once the class that asks has pushed out whom it may. */
  leftAfterPreemption: Float64Array;
}

export function columnsOf(classes: readonly PodClass[], blades: readonly BladeRoom[]): Columns {
  const devices = [...new Set(classes.flatMap(({ request }) => Object.keys(request.devices)))];
  const resources = 4 + devices.length;
  const wants = new Float64Array(classes.length * resources);
  const allowed = new Uint8Array(classes.length * blades.length);
  const numbers = new Map(classes.map(({ id }, index) => [id, index]));
  const rivals = classes.map((): number[] => []);
  for (const [index, { request, blades: names, keepsOff }] of classes.entries()) {
    const { cpuMillicores, memoryBytes, diskBytes } = request;
    wants.set(
      [cpuMillicores, memoryBytes, diskBytes, 1, ...devices.map((name) => request.devices[name] ?? 0)],
      index * resources,
    );
    for (const [blade, { name }] of blades.entries()) if (names.has(name)) allowed[index * blades.length + blade] = 1;
    for (const id of keepsOff) {
      const other = numbers.get(id);
      if (other === undefined) continue;
      rivals[index]?.push(other);
      if (other !== index) rivals[other]?.push(index);
    }
  }
  const room = Float64Array.from(
    blades.flatMap(({ free: { cpuMillicores, memoryBytes, diskBytes, devices: has }, podSlots }) => [
      cpuMillicores,
      memoryBytes,
      diskBytes,
      podSlots,
      ...devices.map((name) => has[name] ?? 0),
    ]),
  );
  return { classes, blades, resources, wants, room, allowed, rivals };
}

export function boardOf(pod: PodClass, columns: Columns): Board {
  const { classes } = columns;
  const asking = classes.findIndex(({ id }) => id === pod.id);
  if (asking < 0) throw new Error(`${pod.id} is not among the classes of the rack`);
  const yields = Uint8Array.from(classes, ({ priority }) => (pod.preempts && priority < pod.priority ? 1 : 0));
  return { ...columns, asking, yields };
}

export function emptyArrangement(board: Board): Arrangement {
  return {
    board,
    pods: new Uint16Array(board.blades.length * board.classes.length),
    left: board.room.slice(),
    leftAfterPreemption: board.room.slice(),
  };
}

/** The scheduler's filters: allowed there, enough of everything, nothing that keeps off. */
export function hasRoom({ board, pods, left }: Arrangement, blade: number, pod: number): boolean {
  if (board.allowed[pod * board.blades.length + blade] === 0 || !suffices(left, board, blade, pod)) return false;
  const rivals = board.rivals[pod] as readonly number[];
  const first = blade * board.classes.length;
  for (let index = 0; index < rivals.length; index++) {
    if ((pods[first + (rivals[index] as number)] as number) > 0) return false;
  }
  return true;
}

/** As `hasRoom` for the class that asks, with every pod that it may push out gone. */
export function hasRoomAfterPreemption({ board, pods, leftAfterPreemption }: Arrangement, blade: number): boolean {
  const { asking, allowed, blades, rivals, classes, yields } = board;
  if (allowed[asking * blades.length + blade] === 0) return false;
  if (!suffices(leftAfterPreemption, board, blade, asking)) return false;
  for (const rival of rivals[asking] as readonly number[]) {
    if (yields[rival] === 0 && (pods[blade * classes.length + rival] as number) > 0) return false;
  }
  return true;
}

/** Puts pods of a class on a blade, or takes them away. */
export function put(
  { board, pods, left, leftAfterPreemption }: Arrangement,
  blade: number,
  pod: number,
  count = 1,
): void {
  const { classes, resources, wants, yields } = board;
  pods[blade * classes.length + pod]! += count;
  const isKept = yields[pod] === 0;
  for (let resource = 0; resource < resources; resource++) {
    const amount = (wants[pod * resources + resource] as number) * count;
    left[blade * resources + resource]! -= amount;
    if (isKept) leftAfterPreemption[blade * resources + resource]! -= amount;
  }
}

/** A pod that asks for nothing of a resource fits where it is used up. */
function suffices(left: Float64Array, { resources, wants }: Board, blade: number, pod: number): boolean {
  const has = blade * resources;
  const asked = pod * resources;
  for (let resource = 0; resource < resources; resource++) {
    const amount = wants[asked + resource] as number;
    if (amount > 0 && amount > (left[has + resource] as number)) return false;
  }
  return true;
}
