/** What stops an import, said to the person who runs it. */
export class ImportError extends Error {
  constructor(
    message: string,
    readonly fix: string,
  ) {
    super(message);
  }
}
