import type { Planner } from './plan';

export const renameRack: Planner = {
  takes: '<new-name>',
  summary: 'give the rack another name, with its databases and passwords',
  plan(name, { rack }) {
    if (!/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(name))
      return `${name} is no name of a rack: lower-case letters, digits and dashes`;
    if (name === rack.name) return `the rack is called ${name} already`;
    const old = rack.name;
    const flux = 'kubectl --namespace flux-system';
    return {
      title: `rename ${old} to ${name}`,
      commits: [
        {
          title: `the rack is called ${name}`,
          edit: [
            `git mv clusters/${old}.yaml clusters/${name}.yaml && git mv secrets/${old} secrets/${name}`,
            `git mv dist/${old} dist/${name} && git mv talos/${old} talos/${name}`,
            `name: ${name}   # in the rack file; then npm start`,
          ].join('\n'),
          change: (state) => ({ ...state, rack: { ...state.rack, name } }),
          // The Kustomizations follow their folders, and have the same objects there.
          expects: [
            { rule: 'review/flux', object: 'flux-system/FluxInstance/flux' },
            // The folder of the copies is called like the rack.
            ...['document-backups', 'document-restore', 'restore-drill-documents'].map((job) => ({
              rule: 'review/backups',
              object: `data/CronJob/${job}`,
              isOptional: true,
            })),
          ],
          before: [
            `${flux} patch kustomization flux-system --field-manager flux-client-side-apply --type merge --patch '{"spec":{"suspend":true}}'`,
          ],
          after: [
            `kubectl apply --server-side --force-conflicts --filename dist/${name}/apps/flux-instance/flux-system/FluxInstance.flux.yaml`,
            `${flux} wait --for condition=Ready --timeout 10m kustomization --all`,
            `copies of documents begin anew in the folder ${name} of the bucket: keep the folder ${old} until the first run is through`,
            'docs/rename-a-rack.md says what keeps the old name on purpose',
          ],
        },
      ],
    };
  },
};
