import type { Tree } from '../write';

/** A tree of these files, every one of which app `a` made. */
export function sampleTree(files: Record<string, string>): Tree {
  const objects = Object.fromEntries(
    Object.keys(files).map((file) => [file, { file, app: 'a', source: 's', specPath: 'p', connects: [] }]),
  );
  return { files: new Map(Object.entries(files)), objects };
}
