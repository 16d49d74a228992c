import type { DashboardProps } from '../../kit/dashboards';
import { figure, row } from '../../kit/panels';

export const restoreDrillDashboard: DashboardProps = {
  uid: 'restores',
  title: 'Restores',
  purpose: 'When it was last shown that what lies off the rack can be brought back.',
  links: ['documents', 'postgres'],
  rows: [
    row(
      'Can what was backed up be restored?',
      figure({
        title: 'Documents last read back',
        help: 'Some of the copy is decrypted and compared every Sunday. Page: restore-drill.',
        unit: 'seconds',
        query: 'time() - max(rack:last_restore_proved:timestamp_seconds{what="documents"})',
        levels: ['green', [648_000, 'orange'], [691_200, 'red']],
        nothing: 'there is none',
      }),
      figure({
        title: 'PostgreSQL last restored',
        help: 'The newest backup and its log, every Sunday, into a server of its own. Page: restore-drill.',
        unit: 'seconds',
        query: 'time() - max(rack:last_restore_proved:timestamp_seconds{what="postgres"})',
        levels: ['green', [648_000, 'orange'], [691_200, 'red']],
        nothing: 'there is none',
      }),
    ),
  ],
};
