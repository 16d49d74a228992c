import type { Ledger, LedgerBlade, LedgerRow, Room } from '../checks/ledger';
import type { PodSum } from '../checks/pod-sums';
import { codeSpan, markdownText, table } from './markdown';

/** Blades with the same role, hardware and daemons: one line for all of them. */
interface BladeClass {
  of: LedgerBlade;
  names: string[];
}

/** `docs/ledger-<rack>.md`: who asks for what, and what is left. Sums of requests, no proof of places. */
export function ledgerPage(rack: string, ledger: Ledger): string {
  const classes = classesOf(ledger.blades);
  return [
    `# What ${markdownText(rack)} asks of its blades`,
    '',
    `Made by \`npm start\` from what the rack's manifests, the declared pods of charts and`,
    '`lib/talos/reservations.ts` say. Requests are what the scheduler counts; a limit is how far memory may grow. Sums say',
    'when a rack is too full (`capacity/room`, `capacity/one-lost`), and never that every pod finds a blade: that is',
    `[proved](proof-${rack}.md) or tried.`,
    '',
    '## Blades',
    '',
    ...table(
      ['blades', 'role', 'hardware', 'has', 'Talos, kubelet, eviction', 'daemons', 'left for other pods'],
      classes.map(({ of, names }) => [
        `${names.length}: ${names.join(', ')}`,
        of.role,
        of.hardware,
        room(of.capacity),
        room(of.reserved),
        room(of.daemons),
        of.isWorker ? room(of.left) : `none: tainted (${room(of.left)} unused)`,
      ]),
    ),
    '',
    '## On every blade of a kind',
    '',
    'A daemon of a chart counts on the control plane too unless somebody has read that it does not tolerate its taint.',
    '',
    ...table(
      ['daemon', 'blades', 'processor', 'memory', 'limit', 'who says so'],
      ledger.rows
        .filter(({ daemonOn }) => daemonOn)
        .map((row) => [codeSpan(row.id), String(row.count), ...amounts(row.pod), source(row)]),
    ),
    '',
    '## Wherever there is room',
    '',
    ...table(
      ['pods', 'app', 'how many', 'processor each', 'memory each', 'limit each', 'memory together', 'who says so'],
      ledger.rows
        .filter(({ daemonOn }) => !daemonOn)
        .map((row) => [
          codeSpan(row.id),
          row.app,
          String(row.count),
          ...amounts(row.pod),
          memory(row.pod.memoryBytes * row.count),
          source(row),
        ]),
    ),
    '',
    '## What is left',
    '',
    ...table(
      ['', 'processor', 'memory'],
      [
        ['asked for by all pods above', ...both(ledger.asked)],
        ['room on all workers', ...both(ledger.room)],
        ['room with one worker lost', ...both(ledger.roomWithOneLost)],
        ...(ledger.askedWithOneLost.memoryBytes === ledger.asked.memoryBytes
          ? []
          : [['asked for then: of sets with a blade each, one waits for it', ...both(ledger.askedWithOneLost)]]),
        ['left over then', ...both(minus(ledger.roomWithOneLost, ledger.askedWithOneLost))],
      ],
    ),
    '',
  ].join('\n');
}

function classesOf(blades: readonly LedgerBlade[]): BladeClass[] {
  const classes = new Map<string, BladeClass>();
  for (const blade of blades) {
    const { name, ...rest } = blade;
    const key = JSON.stringify(rest);
    const known = classes.get(key);
    if (known) known.names.push(name);
    else classes.set(key, { of: blade, names: [name] });
  }
  return [...classes.values()];
}

function source({ source: said, id }: LedgerRow): string {
  return said === undefined ? `the manifest of ${codeSpan(id.split('/').at(-1) ?? id)}` : markdownText(said);
}

function amounts({ cpuMillicores, memoryBytes, memoryLimitBytes }: PodSum): string[] {
  return [
    `${cpuMillicores}m`,
    memory(memoryBytes),
    memoryLimitBytes === undefined || memoryLimitBytes === 0 ? 'not stated' : memory(memoryLimitBytes),
  ];
}

function room(sum: Room): string {
  return both(sum).join(', ');
}

function both({ cpuMillicores, memoryBytes }: Room): string[] {
  return [`${cpuMillicores}m`, memory(memoryBytes)];
}

function minus(a: Room, b: Room): Room {
  return { cpuMillicores: a.cpuMillicores - b.cpuMillicores, memoryBytes: a.memoryBytes - b.memoryBytes };
}

function memory(bytes: number): string {
  return `${Math.round(bytes / 2 ** 20)}Mi`;
}
