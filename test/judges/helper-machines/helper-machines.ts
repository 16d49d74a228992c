import { Verdict } from '../sops/verdict';
import { checkout } from '../tree/checkout';
import { helperCompose } from './compose-file';
import { programs } from './programs';
import { judgeSnapshots } from './snapshots';

/**
 * `npm run test:judges -- --only helper-machines`: Compose's own library reads the file of a helper that does everything, and the
 * script of the snapshots runs once around with real age. Not judged: Docker, the images, and the programs in them.
 */
const verdict = new Verdict();
const built = programs();
const project = helperCompose(checkout(), built.compose, verdict);
judgeSnapshots(project, built, verdict);
verdict.close();
