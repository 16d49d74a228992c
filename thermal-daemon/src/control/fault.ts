/** What forces full speed. The names are a contract: they label metrics, log lines and alerts. */
export const faultMeanings = {
  'sensor-unreadable': 'the temperature cannot be read',
  'sensor-stale': 'the newest temperature is too old',
  'sensor-implausible': 'the temperature is one that no running processor has',
  'sensor-jump': 'the temperature moved further than heat can',
  'sensor-stuck': 'the temperature has not moved for too long',
  'clock-jump': 'the time since the last step is impossible or too long: nobody watched meanwhile',
  'chip-silent': 'the fan chip does not answer',
  'chip-disobeys': 'the fan chip drives another duty than it was told',
  'fan-stalled': 'a driven fan does not turn',
  'neighbour-unknown': 'nobody knows how warm the other blade is that this fan cools',
  'configuration-broken': 'the configuration file is refused; the last good one stays in force',
} as const;

export type Fault = keyof typeof faultMeanings;

export const allFaults = Object.keys(faultMeanings) as Fault[];

/** Why the duty is what it is; several may hold. */
export const reasonMeanings = {
  ...faultMeanings,
  recovering: 'the fault is gone; full speed until it has stayed away for a while',
  limit: 'at or above the limit',
  throttled: 'the processor is throttled by heat',
  'too-warm': 'above the band, or about to be',
  'too-cool': 'below the band',
  disk: 'a disk, or another sensor than the processor’s, asks for more air',
  hold: 'nothing to change',
  'curve-up': 'the curve asks for more',
  'curve-down': 'the curve asks for less',
  'minimum-on': 'the fan has not run long enough to stop',
  'minimum-off': 'the fan has not stood long enough to start',
  floor: 'the fan may not turn slower than its floor',
  'no-fall-while-rising': 'no less air while a temperature above the band rises',
  'slew-up': 'on the way up',
  'slew-down': 'on the way down',
} as const;

export type Reason = keyof typeof reasonMeanings;
