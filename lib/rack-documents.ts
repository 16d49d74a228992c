import { budgetOf } from './checks/budget';
import { ledgerOf } from './checks/ledger';
import type { RackView } from './checks/rack-view';
import { powerUse } from './checks/power-use';
import { startOrder } from './checks/start/start-order';
import { tracingOf } from './checks/tracing-budget';
import { bootstrapInput } from './bootstrap-input';
import { budgetPage } from './report/budget-page';
import { capacityOf } from './placement/report';
import { ledgerPage } from './report/ledger-page';
import { proofPage } from './report/proof-page';
import { powerSection } from './report/power-section';
import { startSection } from './report/start-section';
import { survivalOf } from './survival/survival';
import { helperFiles } from './helper-machines/compose-file';
import type { BuiltRack } from './synth';
import { bootstrapPage } from './talos/pages';
import { talosTexts } from './talos/print';

function budgetDocument(view: RackView): Record<string, string> {
  const budget = budgetOf(view);
  return budget ? { [`docs/budget-${view.rack.name}.md`]: budgetPage(view.rack.name, budget, tracingOf(view)) } : {};
}

/** Everything that is made of one rack beside its `dist/`, by path: pages for people, and patches for its machines. */
export function rackDocuments(built: Pick<BuiltRack, 'view' | 'file'>): Record<string, string> {
  const { view } = built;
  return view
    ? {
        ...quickDocuments(built),
        [proofPath(view.rack.name)]: proofPage(
          capacityOf(view),
          survivalOf(view),
          startOf(view),
          powerSection(powerUse(view), view.rack),
        ),
      }
    : {};
}

function startOf(view: RackView): string[] {
  return startSection(startOrder(view, 'dark'), startOrder(view, 'nothing'));
}

function proofPath(rack: string): string {
  return `docs/proof-${rack}.md`;
}

/** All but the proof, which asks some ten thousand arrangements of pods. */
export function quickDocuments({ view, file }: Pick<BuiltRack, 'view' | 'file'>): Record<string, string> {
  if (!view) return {};
  const { rack } = view;
  const { name } = rack;
  const patches = [...talosTexts(rack)].map(([path, text]) => [`talos/${name}/${path}`, text]);
  return {
    [`docs/bootstrap-${name}.md`]: bootstrapPage(bootstrapInput(view, file)),
    [`docs/ledger-${name}.md`]: ledgerPage(name, ledgerOf(view)),
    ...budgetDocument(view),
    ...(Object.fromEntries(patches) as Record<string, string>),
    ...Object.fromEntries(helperFiles(rack, view.images).map(({ path, text }) => [`talos/${name}/${path}`, text])),
  };
}
