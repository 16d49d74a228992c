/** Empty, `.` and `..` steps, other systems' separators: what would lead out of the folder that a path is below. */
const leaving = /(^|\/)\.{0,2}(\/|$)|[\\:\0]/;

export function staysInside(path: string): boolean {
  return !leaving.test(path);
}
