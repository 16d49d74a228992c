/** What is wrong with files of the owner's that are no rack file: places and messages, one a line, all at once. */
export class ProjectError extends Error {
  override readonly name = 'ProjectError';
}
