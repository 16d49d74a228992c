/** The command cannot do its work; the message says why and what to do, and is all that is shown. */
export class CannotRun extends Error {}
