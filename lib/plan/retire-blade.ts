import type { Planner } from './plan';

export const retireBlade: Planner = {
  takes: '<blade>',
  summary: 'take a blade out that holds volumes',
  plan(name, { rack }) {
    const blade = rack.blades.find((each) => each.name === name);
    if (!blade) return `no blade is called ${name}: the rack has ${rack.blades.map((each) => each.name).join(', ')}`;
    if (blade.role === 'control-plane') {
      return `${name} is a member of etcd: npx rackwright runbook replace-a-blade ${name} puts another one in its place`;
    }
    return {
      title: `retire ${name}`,
      commits: [
        {
          title: `${name} leaves the rack`,
          edit: `take ${name} out of blades in the rack file, where it is not out yet; one in the middle of a range is left out by writing two ranges`,
          change: (state) => ({
            ...state,
            rack: {
              ...state.rack,
              blades: state.rack.blades.filter((each) => each.name !== name),
              replicaBlades: state.rack.replicaBlades.filter((each) => each !== name),
            },
          }),
          expects: [{ rule: 'review/blades', object: `${rack.name}/${name}` }],
          before: [
            `kubectl cordon ${name}`,
            `kubectl get persistentvolumes --output wide   # those bound to ${name} have to be given up`,
            'one member after the other, each after the last is whole, and what has one copy is copied out first: npx rackwright runbook replace-a-blade#one-member-moves',
            `kubectl drain ${name} --ignore-daemonsets --delete-emptydir-data --timeout 15m`,
            `kubectl get persistentvolumes --output wide   # none is bound to ${name} any more`,
            `talosctl --nodes ${blade.address} reset --graceful --reboot=false`,
            `kubectl delete node ${name}`,
          ],
          after: [
            'npx rackwright talos, and apply-config on the control plane: its rules name every blade',
            'kubectl get nodes   # as many as the rack file says',
          ],
        },
      ],
    };
  },
};
