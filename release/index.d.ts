/** Writes all that follows from the racks of clusters/: what `npm start` and `cdk8s synth` run. */
export declare function synth(): Promise<void>;
