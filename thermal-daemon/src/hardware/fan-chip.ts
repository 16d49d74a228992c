/** One fan as the chip sees it. */
export interface FanReading {
  /** 1-based, the datasheet's numbering. */
  readonly fan: number;
  /** undefined: this wiring cannot measure it. */
  readonly rpm: number | undefined;
  /** Driven, yet not turning. Never true at duty 0. */
  readonly stalled: boolean;
}

/** Whatever turns a duty into moving air. Every method rejects with a HardwareError. */
export interface FanChip {
  /** 'emc2301', 'emc2101', 'kernel-pwm'. */
  readonly name: string;
  /** After how many silent seconds the chip itself drives full speed; undefined: it never does. */
  readonly watchdogSeconds: number | undefined;
  /** Writes every register the driver relies on; called at start and again after a reset is noticed. */
  configure(): Promise<void>;
  /** false after lost power or a reset to defaults. */
  holdsConfiguration(): Promise<boolean>;
  /** @param ratio 0 to 1; feeds the watchdog too. */
  setDuty(ratio: number): Promise<void>;
  readDuty(): Promise<number>;
  readFans(): Promise<FanReading[]>;
}

/** What a look at the buses found, for people and for /status. */
export interface ProbeReport {
  readonly lines: readonly string[];
}

/** Finds and opens the fan chip; open() after an error searches and checks the identity anew. */
export interface Hardware {
  open(): Promise<FanChip>;
  close(): Promise<void>;
  describe(): Promise<ProbeReport>;
}
