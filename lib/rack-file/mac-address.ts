import { written } from '../units/fields';

export const macAddress = written({
  what: 'a MAC address',
  how: 'six pairs of hexadecimal digits, such as d8:3a:dd:01:02:03; it is printed on most boards',
  examples: ['d8:3a:dd:01:02:03'],
  pattern: /^[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){5}$/,
  read: (text) => (/^[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){5}$/.test(text) ? text.toLowerCase() : undefined),
  repair: (text) => text.replaceAll('-', ':').toLowerCase(),
});
