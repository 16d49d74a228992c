import { deskSecrets } from '../../lib/secrets/desk-secrets';
import { createHash } from 'node:crypto';
import { appBlocks } from '../../lib/app-blocks';
import { rackView } from '../../lib/checks/rack-view';
import { runRules } from '../../lib/checks/run-rules';
import { everyRule } from '../../lib/every-rule';
import { openProject } from '../../lib/project/project';
import { loadRack } from '../../lib/rack-file/load';
import { readTextFile } from '../../lib/rack-file/text-file';
import { readRackSecrets } from '../../lib/secrets/rack-secrets';
import { renderRack } from '../../lib/synth';

/** A warning keeps nothing from being written, so the rules that only warn need not run. */
const rules = everyRule.filter(({ level }) => level === 'error');

/** What synth refuses of the apps that were bundled with this: the slip is among them. */
export function synthesized(root: string, file: string): { errors: string[]; digest?: string } {
  const { apps, images } = openProject(root);
  const { rack, problems } = loadRack({ text: readTextFile(root, file), file, apps: appBlocks(apps) });
  if (!rack) return { errors: problems.map(({ title }) => `rack file: ${title}`) };
  const secrets = readRackSecrets(root, rack.name);
  const { facts, layout } = renderRack({ rack, apps, images, secrets });
  const findings = [
    ...layout.problems,
    ...secrets.verify(rack, [...facts.secrets, ...deskSecrets(rack)]),
    ...runRules(
      rules,
      rackView(facts),
      rack.accept.filter(({ rule }) => rules.some(({ id }) => id === rule)),
    ),
  ];
  const errors = findings
    .filter(({ level }) => level === 'error')
    .map(({ rule, object, message }) => `${rule} ${object}: ${message}`);
  const hash = createHash('sha256');
  for (const [path, content] of layout.files) hash.update(path).update('\0').update(content).update('\0');
  return { errors, digest: hash.digest('hex') };
}
