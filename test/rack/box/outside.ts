/**
 * Names of the world at which the box answers itself, and where it does: addresses that are kept for examples
 * (RFC 5737). For every other name the gateway stands.
 */
export const outside: Readonly<Record<string, string>> = {
  's3.example.org': '198.51.100.10',
  'huggingface.co': '198.51.100.11',
};

/** The store off the rack, in which backups lie. */
export const offsiteHost = 's3.example.org';

/** Who publishes the models. */
export const publisherHost = 'huggingface.co';
