import { written } from '../../units/fields';

/** Three numbers: two would leave the patch open, and YAML would read them as one number (1.10 becomes 1.1). */
export const version = written({
  what: 'a version',
  how: 'three numbers joined by dots, such as 1.14.2',
  examples: ['1.14.2'],
  pattern: /^\d+\.\d+\.\d+$/,
  read: (text) => (/^\d+\.\d+\.\d+$/.test(text) ? text : undefined),
  repair: (text) => text.replace(/^v/, ''),
});
