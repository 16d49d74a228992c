import { type SecretDeclaration, type SecretValue, secretId } from '../../facts/secret-declaration';

/** One key of one Secret. */
export interface KeyRef {
  namespace: string;
  name: string;
  key: string;
}

/** Values by Secret (`data/redis-users`) and key. */
export type ValuesBySecret = Map<string, Map<string, string>>;

/** `data/redis-users password`, as commands take and print it. */
export function refText({ namespace, name, key }: KeyRef): string {
  return `${namespace}/${name} ${key}`;
}

/** Every key that is declared, with its recipe. */
export class WantedKeys {
  private readonly byId: Map<string, SecretDeclaration>;

  constructor(declarations: readonly SecretDeclaration[]) {
    this.byId = new Map(declarations.map((declaration) => [secretId(declaration), declaration]));
  }

  declaration(secret: { namespace: string; name: string }): SecretDeclaration | undefined {
    return this.byId.get(secretId(secret));
  }

  recipe(ref: KeyRef): SecretValue | undefined {
    return this.byId.get(secretId(ref))?.keys[ref.key];
  }

  all(): KeyRef[] {
    return [...this.byId.values()].flatMap(({ namespace, name, keys }) =>
      Object.keys(keys).map((key) => ({ namespace, name, key })),
    );
  }

  /**
   * The key that a value is a copy of or is made from, or undefined when it stands on its own.
   *
   * @param ref a declared key
   */
  source(ref: KeyRef): KeyRef | undefined {
    const recipe = this.recipe(ref);
    if (recipe?.make === 'same-as') return { namespace: recipe.namespace, name: recipe.name, key: recipe.key };
    if (recipe?.make === 'public-key' || recipe?.make === 'htpasswd') return { ...ref, key: recipe.of };
    return undefined;
  }

  /** Key whose value this one repeats, itself when it repeats none. */
  origin(ref: KeyRef): KeyRef {
    return this.recipe(ref)?.make === 'same-as' ? this.origin(this.source(ref) as KeyRef) : ref;
  }

  /** All keys that change when these do, they included. */
  followers(changed: readonly KeyRef[]): KeyRef[] {
    const reached = new Map(changed.map((ref) => [refText(ref), ref]));
    for (let grew = true; grew; ) {
      grew = false;
      for (const ref of this.all()) {
        const source = this.source(ref);
        if (source === undefined || reached.has(refText(ref)) || !reached.has(refText(source))) continue;
        reached.set(refText(ref), ref);
        grew = true;
      }
    }
    return [...reached.values()];
  }
}
