import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { Verdict } from '../sops/verdict';
import { checkout } from '../tree/checkout';
import { type Linter, checkov, kubeScoreLinter } from './findings';
import { type Reason, answered } from './reasons';

/**
 * `npm run test:judges -- --only linters`: what checkov and kube-score find in dist/homelab, held against reasons.yaml.
 * A finding without a reason fails, and so does a reason that no finding needs any more.
 */
function main(): void {
  const verdict = new Verdict();
  const dist = join(checkout(), 'dist', 'homelab');
  const text = readFileSync(join(checkout(), 'test', 'judges', 'linters', 'reasons.yaml'), 'utf8');
  const all = parse(text) as Reason[];
  const linters: [name: string, lint: Linter][] = [
    ['checkov', checkov()],
    ['kube-score', kubeScoreLinter()],
  ];
  for (const [name, lint] of linters) {
    const careless = rulesOfCarelessPod(lint);
    verdict.check(`${name} finds much in a pod that nobody cared for`, careless.size >= 5, [...careless].join(', '));
    const findings = lint(dist);
    const reasons = all.filter(({ linter }) => linter === name);
    const { open, idle } = answered(findings, reasons);
    const list = open.map(({ rule, file }) => `${rule} ${file}`).join('\n     ');
    verdict.check(`${name}: each of ${findings.length} findings in dist/homelab has a reason`, open.length === 0, list);
    verdict.check(`${name}: each of ${reasons.length} reasons is needed`, idle.length === 0, idle.join('\n     '));
  }
  verdict.close();
}

/** So that a linter that reads nothing, or says it elsewhere, is not taken for a clean rack. */
function rulesOfCarelessPod(lint: Linter): Set<string> {
  const folder = mkdtempSync(join(tmpdir(), 'careless-'));
  const containers = [{ name: 'x', image: 'x:latest', securityContext: { privileged: true } }];
  const template = { metadata: { labels: { app: 'x' } }, spec: { hostNetwork: true, containers } };
  const spec = { selector: { matchLabels: { app: 'x' } }, template };
  const pod = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'x', namespace: 'x' }, spec };
  writeFileSync(join(folder, 'Deployment.x.yaml'), JSON.stringify(pod));
  try {
    return new Set(lint(folder).map(({ rule }) => rule));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

main();
