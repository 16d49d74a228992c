import { written } from '../../units/fields';

/** Hours of a day, `08:00-21:00`; the end is not among them. */
export const daytime = written({
  what: 'a span of hours',
  how: 'two times of day, the earlier one first, such as 08:00-21:00',
  examples: ['08:00-21:00'],
  pattern: /^\d{1,2}:\d{2} ?- ?\d{1,2}:\d{2}$/,
  read: (text) => {
    const [, from, to] = /^(\d{1,2}:\d{2}) ?- ?(\d{1,2}:\d{2})$/.exec(text) ?? [];
    const times = [from, to].map((time) => time?.padStart(5, '0'));
    const isSound = times.every((time) => time !== undefined && /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/.test(time));
    return isSound && times[0]! < times[1]! ? times.join('-') : undefined;
  },
  repair: (text) =>
    text.replace(
      /\b(\d{1,2})(?::(\d{2}))? ?(?:h|Uhr|o'clock)?\b/g,
      (_, hours: string, minutes = '00') => `${hours.padStart(2, '0')}:${minutes}`,
    ),
  why: (text) => {
    const [, from = '', to = ''] = /^(\d{2}:\d{2})-(\d{2}:\d{2})$/.exec(text) ?? [];
    return from > to ? 'runs through midnight, but these are the hours in which you are awake' : undefined;
  },
});

/** A name of the IANA database, which Alertmanager's image carries. */
export const timezone = written({
  what: 'a time zone',
  how: 'UTC, or a continent and a city as the IANA database names them, such as Europe/Berlin',
  examples: ['UTC', 'Europe/Berlin'],
  pattern: /^(UTC|[A-Z][A-Za-z]+(\/[A-Z][A-Za-z_-]+)+)$/,
  read: (text) => (/^(UTC|[A-Z][A-Za-z]+(\/[A-Z][A-Za-z_-]+)+)$/.test(text) && isKnown(text) ? text : undefined),
  repair: (text) => {
    const proper = text
      .replaceAll(' ', '_')
      .replace(/[A-Za-z]+/g, (word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase());
    return /^(utc|gmt|z)$/i.test(text) ? 'UTC' : proper;
  },
});

function isKnown(zone: string): boolean {
  if (zone === 'UTC') return true; // the first zone that Intl is asked for costs a fiftieth of a synth
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false; // a RangeError is how Intl says that it knows no such zone
  }
}
