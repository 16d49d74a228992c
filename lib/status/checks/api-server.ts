import { counted, listed } from '../../units/words';
import type { StatusCheck } from '../line';

/** Without it nothing else can be seen. */
export const apiServer: StatusCheck = {
  id: 'api-server',
  finds: 'an API server that does not answer, or refuses to say something',
  check({ seen: { unread }, view: { rack } }) {
    const [silent] = unread.filter(({ what }) => what === 'api-server');
    const first = rack.blades.find(({ role }) => role === 'control-plane');
    if (silent) {
      return [
        {
          level: 'down',
          object: 'api-server',
          message: `the API server at ${rack.network.controlPlane} does not answer: ${silent.why}`,
          command: `talosctl --nodes ${first?.address ?? rack.network.controlPlane} health`,
          page: 'cold-start',
        },
      ];
    }
    return (['objects', 'volumes', 'alerts'] as const).flatMap((what) => {
      const missed = unread.filter((each) => each.what === what);
      const [one] = missed;
      if (!one) return [];
      const names = missed.map(({ name }) => name);
      const shown = names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : listed(names);
      return [
        {
          level: what === 'objects' ? ('broken' as const) : ('note' as const),
          object: `unread/${what}`,
          message: `${counted(missed.length, 'answer')} missing, so nothing is said of ${shown}: ${one.why}`,
          command: 'kubectl get --raw /readyz?verbose',
          page: what === 'alerts' ? 'alertmanager' : 'cluster-metrics',
        },
      ];
    });
  },
};
