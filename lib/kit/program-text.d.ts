/** A program in Python as text; bundled into ours, and run by a pod from a ConfigMap. */
declare module '*.py' {
  const text: string;
  export default text;
}

/** What such a program tells PostgreSQL. */
declare module '*.sql' {
  const text: string;
  export default text;
}
