import { written } from '../../units/fields';

export const isoDate = written({
  what: 'a day',
  how: 'year, month and day, such as 2027-06-01',
  examples: ['2027-06-01'],
  pattern: /^\d{4}-\d{2}-\d{2}$/,
  // Date.parse of a bare ISO day is UTC on every machine; an impossible day comes back as another one.
  read: (text) => {
    const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : NaN;
    return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text) ? text : undefined;
  },
  repair: (text) =>
    text
      .replaceAll(/[./]/g, '-')
      .replace(/^(\d{1,2})-(\d{1,2})-(\d{4})$/, '$3-$2-$1')
      .replaceAll(/-(\d)(?=-|$)/g, '-0$1'),
});
