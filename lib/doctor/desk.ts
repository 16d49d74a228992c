import type { RackSpec } from '../rack-file/rack';

/** What was found on the machine of the person who looks after the rack, and from there. */
export interface DeskFacts {
  nowMs: number;
  rack: RackSpec;
  tools: readonly Tool[];
  key: AgeKey;
  kubeconfig: LoginFile;
  talosconfig: LoginFile;
  places: readonly PlaceAsked[];
  machines: readonly MachineSeen[];
  /** Documents of the patches that are committed for each blade, in the order in which they are applied. */
  patches: Readonly<Record<string, readonly unknown[]>>;
}

export interface Tool {
  name: string;
  /** `1.36.4`. @default - it is not there, or does not say */
  version?: string;
  why?: string;
}

export interface AgeKey {
  /** Where it is looked for; absent where the environment says nothing. */
  file?: string;
  isThere: boolean;
  /** Whether others on this machine may read it. */
  isOpenToOthers: boolean;
  /** Whether it lies in the work tree of the repository. */
  isInRepository: boolean;
  /** Public halves of the identities at hand. */
  recipients: readonly string[];
}

/** A file that lets in: kubeconfig, talosconfig. */
export interface LoginFile {
  /** Addresses that it leads to, without scheme and port. */
  leadsTo: readonly string[];
  /** ISO 8601; absent where it logs in otherwise. */
  certificateEnds?: string;
  /** Why nothing could be read of it. */
  why?: string;
}

export interface PlaceAsked {
  /** `blade-04, Talos`. */
  what: string;
  address: string;
  port: number;
  isOpen: boolean;
  why: string;
}

export interface MachineSeen {
  blade: string;
  /** Of Talos. */
  version?: string;
  /** Documents of the configuration that it runs. It holds secrets: nothing of it is ever printed. */
  documents?: readonly unknown[];
  why?: string;
}

export interface DeskLine {
  level: 'wrong' | 'risk' | 'well';
  /** `tools`, `key`, `logins`, `network`, `machines`. */
  check: string;
  message: string;
  /** What to do; absent where all is well. */
  fix?: string;
}
