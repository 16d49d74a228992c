/** A YAML file as text; bundled into the program, as everything that comes with it. */
declare module '*.yaml' {
  const text: string;
  export default text;
}
