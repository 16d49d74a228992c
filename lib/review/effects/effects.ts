import { fieldAt } from '../../manifest/field-path';
import { type Manifest, objectId } from '../../manifest/manifest';
import { documentsIn } from '../../manifest/documents';
import { counted } from '../../units/words';
import { isSame } from '../changed-fields';
import { type ObjectChange, type TreeTexts, isManifest } from '../changes';
import { type Starting, configurationOutcome, list } from './configuration';
import { contentsOfNamespace, objectsOfKind } from './contained';
import { type EffectLine, type Outcome, effectNames } from './effect';
import { type Figure, figuresOf } from './figures';
import { changedKustomization, goneKustomization } from './kustomization';
import { machineEffects } from './machines';
import { type FluxOfApp, changedOutcome, goneOutcome } from './object-effect';
import { notesOf, rackNotes } from './parts';
import { type Reach, reachOf } from './reach';
import { releaseOutcome, sourceOutcome } from './release';
import { rotationOutcome } from './rotation';
import { serverRefusal } from './server-refusal';

/** Two states of a rack, as text by path. */
export interface RackTrees {
  rack: string;
  /** `dist/<rack>/` */
  before: TreeTexts;
  after: TreeTexts;
  /** `talos/<rack>/`. @default - nobody looks at machines */
  machines?: { before: TreeTexts; after: TreeTexts };
  /** Line of a place in the rack file, `apps.redis`. @default - none is known */
  placeOf?: (specPath: string) => EffectLine['at'];
}

/** What a change means for the running rack. */
export interface Effects {
  /** One line for each object and machine file that something happens to; the worst first. */
  lines: EffectLine[];
  figures: Figure[];
  reach: Reach;
}

export function effectsOf(changes: readonly ObjectChange[], trees: RackTrees): Effects {
  const { before, after } = trees;
  const notes = { before: notesOf(before), after: notesOf(after) };
  const racks = { before: rackNotes(before), after: rackNotes(after) };
  const apps = [...new Set([...before.keys(), ...after.keys()])].flatMap((path) => {
    const app = /^facts\/([^/]+)\.json$/.exec(path)?.[1];
    return app !== undefined && before.get(path) !== after.get(path) ? [app] : [];
  });
  return {
    lines: linesOf(changes, trees, notes, racks),
    figures: figuresOf(changes, racks),
    reach: reachOf(changes, notes, { apps, before, after }),
  };
}

/** What happens to objects and machines, and nothing of what it means for the rack as a whole. */
export function effectLines(changes: readonly ObjectChange[], trees: RackTrees): EffectLine[] {
  const { before, after } = trees;
  const notes = { before: notesOf(before), after: notesOf(after) };
  return linesOf(changes, trees, notes, { before: rackNotes(before), after: rackNotes(after) });
}

function linesOf(
  changes: readonly ObjectChange[],
  trees: RackTrees,
  notes: Notes,
  racks: Record<'before' | 'after', ReturnType<typeof rackNotes>>,
): EffectLine[] {
  const { rack, machines, placeOf } = trees;
  const objects = new ObjectEffects(changes, trees, notes).lines();
  const talos = machines ? machineEffects({ rack, ...machines, racks }) : [];
  const lines = [...objects, ...talos].map((line): EffectLine => {
    const specPath = line.specPath ?? specPathOf(line, notes);
    const at = specPath === undefined ? undefined : placeOf?.(specPath);
    return { ...line, ...(specPath !== undefined && { specPath }), ...(at && { at }) };
  });
  const rank = ({ effect }: EffectLine) => effectNames.indexOf(effect);
  return lines.sort((a, b) => rank(a) - rank(b));
}

type Notes = Record<'before' | 'after', ReturnType<typeof notesOf>>;

function specPathOf({ object, app }: EffectLine, notes: Notes): string | undefined {
  const part = app === '' ? (/\/Kustomization\/(.+)$/.exec(object)?.[1] ?? '') : app;
  const known = notes.after(part).objects.get(object) ?? notes.before(part).objects.get(object);
  return known?.specPath === '' ? undefined : known?.specPath;
}

/** Works out one change after the other; what several of them ask is found once. */
class ObjectEffects {
  private readonly flux = new Map<string, FluxOfApp>();
  private readonly starting: Starting;

  constructor(
    private readonly changes: readonly ObjectChange[],
    private readonly trees: RackTrees,
    private readonly notes: Notes,
  ) {
    const restarting = new Set(
      changes.flatMap(({ before, after }) =>
        before && after && hasOtherPods(before.manifest, after.manifest) ? [objectId(after.manifest)] : [],
      ),
    );
    const created = changes.flatMap(({ before, after }) => (!before && after ? [objectId(after.manifest)] : []));
    this.starting = { restarting, created: new Set(created) };
  }

  lines(): EffectLine[] {
    return this.changes.flatMap((change): EffectLine[] => {
      const placed = change.after ?? change.before;
      const outcome = this.outcomeOf(change);
      if (!placed || !outcome) return [];
      const [effect, said] = outcome;
      const race = this.fluxOf(placed.app).isRace ? `unless Kustomization ${placed.app} is applied first` : '';
      const detail = [said, race].filter((each) => each !== '').join('; ');
      return [{ effect, object: objectId(placed.manifest), app: placed.app, detail }];
    });
  }

  private outcomeOf({ before, after }: ObjectChange): Outcome | undefined {
    const app = (after ?? before)!.app;
    if (this.fluxOf(app).isSuspended) return ['not applied', `${app} is suspended in Flux`];
    if (!after) return this.gone(before!.manifest, this.fluxOf(app).prunes);
    const refusal = serverRefusal(before?.manifest, after.manifest);
    if (refusal !== '') return ['refused', refusal];
    if (!before) return ['created', ''];
    if (before.app !== after.app)
      return [
        'taken over',
        `by ${after.app} of ${before.app}: deleted and made anew where ${before.app} is applied first`,
      ];
    return this.changed(before.manifest, after.manifest, app);
  }

  private gone(before: Manifest, prunes: boolean): Outcome {
    const [effect, detail] = goneOutcome(before, prunes);
    if (effect !== 'deleted') return [effect, detail];
    if (before.kind === 'Kustomization' && before.apiVersion.startsWith('kustomize.toolkit')) {
      return goneKustomization(before, this.trees.before, this.changes);
    }
    if (before.kind === 'Namespace') {
      const { deleted } = contentsOfNamespace(this.trees.before, before.metadata.name);
      return ['deleted', `with the ${counted(deleted.length, 'object')} in it, and all that is there besides`];
    }
    if (before.kind === 'CustomResourceDefinition') {
      return [
        'deleted',
        `with every object of the kind: ${list(objectsOfKind(this.trees.before, before)) || 'none of this rack'}`,
      ];
    }
    return [effect, detail];
  }

  private changed(before: Manifest, after: Manifest, app: string): Outcome | undefined {
    const outcome = changedOutcome(before, after, this.fluxOf(app));
    if (outcome?.[0] === 'suspended' || outcome?.[0] === 'changed in place') {
      return this.inPlace(before, after, app, outcome);
    }
    return outcome;
  }

  /** Changes that the API server takes, with what follows from them elsewhere. */
  private inPlace(before: Manifest, after: Manifest, app: string, outcome: Outcome): Outcome | undefined {
    const tree = this.trees.after;
    switch (after.kind) {
      case 'ConfigMap':
        return isSame(before['data'], after['data']) && isSame(before['binaryData'], after['binaryData'])
          ? outcome
          : configurationOutcome(after, tree, this.starting);
      case 'Secret':
        return (
          rotationOutcome({ before, after }, { notes: this.notes.after(app), tree, starting: this.starting }) ?? outcome
        );
      case 'Kustomization':
        return changedKustomization(before, after, this.trees.before) ?? outcome;
      case 'HelmRelease':
        return outcome[0] === 'suspended'
          ? outcome
          : releaseOutcome({ before, after }, { before: this.notes.before(app), after: this.notes.after(app) });
      case 'OCIRepository': {
        const version = sourceOutcome(before, after);
        return version === '' ? outcome : ['upgraded', `${version}; ${this.releasesFrom(after)}`];
      }
      case 'CustomResourceDefinition': {
        const objects = objectsOfKind(tree, after);
        const who =
          objects.length === 0
            ? 'no object of this rack is of the kind'
            : `${list(objects)} validated against it from now on`;
        return [outcome[0], who];
      }
      default:
        return outcome;
    }
  }

  private releasesFrom(source: Manifest): string {
    const { name } = source.metadata;
    const users = [...this.trees.after].flatMap(([path, text]) =>
      path.includes('/HelmRelease.') && text.includes(name)
        ? documentsIn(text)
            .filter(isManifest)
            .filter((release) => fieldAt(release, 'spec.chartRef.name') === name)
        : [],
    );
    return users.length === 0 ? 'no release uses it' : `Helm upgrades ${list(users.map(objectId))}`;
  }

  private fluxOf(app: string): FluxOfApp {
    const known = this.flux.get(app) ?? this.readFlux(app);
    this.flux.set(app, known);
    return known;
  }

  /**
   * A commit that changes a Kustomization and objects of its app is a race: Flux may apply the app before the Kustomization.
   * So an app is at rest where it was already, and prunes where it did.
   */
  private readFlux(app: string): FluxOfApp {
    const [old, now] = [this.trees.before, this.trees.after].map((tree) => readKustomization(app, tree));
    if (!old || !now) return now ?? old ?? ordinary;
    return {
      isSuspended: old.isSuspended && now.isSuspended,
      isForced: now.isForced,
      prunes: old.prunes || now.prunes,
      isRace: (now.isSuspended && !old.isSuspended) || (old.prunes && !now.prunes),
    };
  }
}

const ordinary: FluxOfApp = { isSuspended: false, isForced: false, prunes: true, isRace: false };

/** undefined where the tree has no such Kustomization. */
function readKustomization(app: string, tree: TreeTexts): FluxOfApp | undefined {
  const text = app === '' ? undefined : tree.get(`flux/Kustomization.${app}.yaml`);
  if (text === undefined) return undefined;
  // Most say nothing out of the ordinary, and need not be parsed.
  if (!/suspend|force/.test(text) && /^ *prune: true$/m.test(text)) return ordinary;
  const [kustomization] = documentsIn(text);
  return {
    isSuspended: fieldAt(kustomization, 'spec.suspend') === true,
    isForced: fieldAt(kustomization, 'spec.force') === true,
    prunes: fieldAt(kustomization, 'spec.prune') === true,
    isRace: false,
  };
}

function hasOtherPods(before: Manifest, after: Manifest): boolean {
  if (after.kind === 'Cluster') return !isSame(before['spec'], after['spec']);
  return !isSame(fieldAt(before, 'spec.template'), fieldAt(after, 'spec.template'));
}
