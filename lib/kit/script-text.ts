/** A file of these lines. */
export function lines(...text: string[]): string {
  return `${text.join('\n')}\n`;
}

/** A shell script that ends at its first fault, and at a variable that nobody set. */
export function shellScript(...steps: string[]): string {
  return lines('set -eu', ...steps);
}

/** Signed requests to the object store with what the pod's Secret holds; a refusal ends the script. */
export const s3Curl = (region: string): string =>
  `curl --fail --silent --show-error --aws-sigv4 aws:amz:${region}:s3 --user "$ACCESS_KEY_ID:$ACCESS_SECRET_KEY"`;

/** Requests to a web server that asks for no account; publishers hand large files out from another host. */
export const webCurl = 'curl --fail --silent --show-error --location';
