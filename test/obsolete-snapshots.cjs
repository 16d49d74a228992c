'use strict';
/** Jest only mentions snapshots that belong to no test any more; a tripwire nobody can pull must fail instead. */
module.exports = class ObsoleteSnapshots {
  onRunComplete(_, results) {
    this.unchecked = results.snapshot.unchecked + results.snapshot.filesRemoved;
  }
  getLastError() {
    if (this.unchecked > 0) {
      return new Error(
        `${this.unchecked} snapshots belong to no test any more: npx jest --ci=false -u, and read the diff`,
      );
    }
  }
};
