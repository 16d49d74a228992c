/** Alerts that say that blades are gone, whatever took them. */
const bladesGone = 'alertname=~"NodeDown|NodesDown|SwitchDark"';

/**
 * Which alert makes which other one worth no message. A rule without `equal` holds for the whole rack: alerts that a
 * single dead blade explains carry `explained_by="NodeDown"`, declared beside their expression.
 */
export const inhibitRules: readonly object[] = [
  {
    name: 'what a dead blade explains: everything of that blade',
    source_matchers: ['alertname="NodeDown"'],
    target_matchers: ['severity=~"warning|info"', 'alertname!="NodeDown"', 'node!=""'],
    equal: ['node'],
  },
  {
    name: 'what a dead blade explains: replicas that lack a place',
    source_matchers: [bladesGone],
    target_matchers: ['explained_by="NodeDown"'],
  },
  {
    name: 'several dead blades are one message',
    source_matchers: ['alertname="NodesDown"'],
    target_matchers: ['alertname="NodeDown"'],
  },
  {
    name: 'a dark switch explains its blades',
    source_matchers: ['alertname="SwitchDark"'],
    target_matchers: ['alertname=~"NodeDown|NodesDown|ControlPlaneLost"'],
  },
  {
    name: 'after a power cut everything starts; what has not come back by then is told',
    source_matchers: ['alertname="RackRebooted"'],
    target_matchers: ['severity=~"warning|critical"', 'alertname!~"RackRebooted|SwitchDark|PoeTotalOverCap"'],
  },
  {
    name: 'the worse alert of the same app says the milder one too',
    source_matchers: ['severity="critical"'],
    target_matchers: ['severity=~"warning|info"', 'app!~"kube-state-metrics|prometheus"', 'alertname!="Watchdog"'],
    equal: ['app', 'namespace', 'node'],
  },
];
