/** Ends a job as FAILED with a sentence for whoever asked for it; any other error is a surprise and is tried again. */
export class JobFailed extends Error {}
