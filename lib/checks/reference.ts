/** A place where one object names another. */
export interface Reference {
  object: string;
  path: string;
  kind: string;
  /** Absent for kinds without a namespace. */
  namespace?: string;
  name: string;
  /** Key of a ConfigMap or Secret that must be there too. */
  key?: string;
  /** Port of a Service that must be there too. */
  port?: string | number;
  /** The object works without it. @default false */
  optional?: boolean;
}

type Target = Omit<Reference, 'object' | 'path' | 'name'>;
/** Notes a reference unless the name is absent. */
export type Note = (path: string, name: unknown, target: Target) => void;
