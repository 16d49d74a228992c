import { checkAlert } from '../drill/proof';
import type { Verdict } from '../sops/verdict';
import { pause } from '../tree/until';
import { type Bench, bucket, document, many, nameOf, said } from './bench';

/** The weekly drill, as the CronJob runs it; what was uploaded a moment ago counts, since nobody waits two days here. */
export async function judgeDrill(bench: Bench, promtool: string, verdict: Verdict): Promise<void> {
  const drill = () => bench.run('restore-drill-documents', { UNCHANGED_FOR: '1s' });
  for (let i = 0; i < many; i++) await bench.put(`drill/${nameOf(i)}`, document(i));
  bench.run('document-backups');
  await pause(2000);
  const outcomes: boolean[] = [];
  for (const time of ['first', 'second']) {
    const ran = drill();
    outcomes.push(ran.code === 0);
    const all = new RegExp(`${bucket}: (\\d+) of \\1 documents are read back`).exec(ran.stdout)?.[1];
    const read = ran.stdout.trimEnd().endsWith('proved') && Number(all) >= many;
    verdict.check(`the ${time} drill reads ${all} documents back, byte by byte`, ran.code === 0 && read, said(ran));
  }
  checkAlert(promtool, bench.given, verdict, { what: 'documents', outcomes, fires: false });

  const { keys } = await bench.elsewhereHas();
  const copies = keys.filter((key) => key.split('/').length > 4);
  await Promise.all(copies.map((key) => bench.damage(key)));
  const damaged = drill();
  verdict.check(`${copies.length} objects of other bytes are noticed`, damaged.code !== 0, said(damaged));
  outcomes.push(damaged.code === 0);
  checkAlert(promtool, bench.given, verdict, { what: 'documents', outcomes, fires: true });
}
