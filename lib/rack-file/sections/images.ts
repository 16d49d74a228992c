import * as z from 'zod';
import { written } from '../../units/fields';

const imagePrefix = written({
  what: 'a place in an image registry',
  how: 'registry and path, as an image name begins, such as ghcr.io/you',
  examples: ['ghcr.io/you'],
  pattern: /^[a-z0-9.-]+(:\d+)?(\/[a-z0-9._-]+)+$/,
  read: (text) => (/^[a-z0-9-]+(\.[a-z0-9-]+)+(:\d+)?(\/[a-z0-9._-]+)+$/.test(text) ? text : undefined),
  repair: (text) =>
    text
      .toLowerCase()
      .replace(/^https?:\/\//, '')
      .replace(/\/+$/, ''),
});

export const images = z.strictObject({
  own: imagePrefix
    .optional()
    .describe(
      'where the images lie that you build yourself, such as ghcr.io/you: the thermal daemon is not published; nodes pull them without a login, so the registry must be public',
    ),
});
