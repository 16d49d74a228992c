import { readFileSync, readdirSync } from 'node:fs';
import { loadSample } from '../testing/sample-rack';
import { runbookPage } from './runbook-page';

const rack = loadSample();
const folder = 'docs/runbooks';
const pages = readdirSync(folder).filter((name) => name.endsWith('.md'));

test.each(pages)('%s names no machine and no address of another rack', (name) => {
  const page = runbookPage(readFileSync(`${folder}/${name}`, 'utf8'), rack);
  expect(page.match(/192\.168\.1\.\d+|\bblade-\d\d\b|\bhomelab\b|(?<!sample\.)rack\.home\.arpa/g) ?? []).toEqual([]);
});

test.each([
  ['talosctl --nodes 192.168.1.11,192.168.1.12,192.168.1.13 reset', 'talosctl --nodes 10.20.0.11 reset'],
  ['talosctl --nodes 192.168.1.17 reboot', 'talosctl --nodes 10.20.0.15 reboot'],
  ['kubectl drain blade-07', 'kubectl drain blade-5'],
  ['--endpoints 192.168.1.10', '--endpoints 10.20.0.11'],
  ['https://chat.rack.home.arpa', 'https://chat.sample.home.arpa'],
  ['talos/homelab/nodes/blade-01.yaml', 'talos/sample/nodes/blade-1.yaml'],
])('"%s" becomes "%s"', (line, own) => {
  expect(runbookPage(line, rack)).toBe(own);
});

test('a page about one blade names that blade', () => {
  expect(runbookPage('kubectl drain blade-07; talosctl --nodes 192.168.1.17', rack, 'blade-3')).toBe(
    'kubectl drain blade-3; talosctl --nodes 10.20.0.13',
  );
});
