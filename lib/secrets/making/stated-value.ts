import { createPrivateKey } from 'node:crypto';
import type { SecretValue } from '../../facts/secret-declaration';

/** Shorter ones are guessed or typed by habit. */
const LEAST_CHARACTERS = 12;

/** Unreserved in RFC 3986, and plain in a shell, in YAML, in a Redis ACL file and in an ini file. */
const plain = /[A-Za-z0-9._~-]/;

/**
 * What is wrong with a value that a person states for a key; undefined when nothing is. Pods put passwords into connection
 * strings and configuration as they are, so what would have to be escaped there is refused here. Never shows the value.
 */
export function statedValueFault(recipe: SecretValue, value: string): string | undefined {
  switch (recipe.make) {
    case 'password':
      return faultOfWord(value, 'a password');
    case 'token': {
      const { prefix = '' } = recipe;
      if (!value.startsWith(prefix)) return `has to begin with "${prefix}", as the program that reads it expects`;
      return faultOfWord(value.slice(prefix.length), 'a token');
    }
    case 'private-key':
      return faultOfKey(value, recipe.algorithm);
    case 'ask':
      return recipe.form === 'docker-config' ? faultOfDockerConfig(value) : faultOfLine(value);
    default:
      return undefined;
  }
}

function faultOfWord(value: string, what: string): string | undefined {
  const odd = [...new Set(value)].filter((character) => !plain.test(character));
  if (odd.length > 0) {
    const named = odd.slice(0, 5).map(nameOf).join(', ');
    return `holds ${named}; ${what} may hold letters, digits and . _ ~ - only, since it is put into addresses and files as it is`;
  }
  if (value.length >= LEAST_CHARACTERS) return undefined;
  return `has ${value.length} characters; ${what} needs ${LEAST_CHARACTERS} at least (openssl rand -hex 24 makes one)`;
}

function faultOfKey(value: string, algorithm: 'ed25519' | 'ecdsa-p256'): string | undefined {
  const wanted = algorithm === 'ed25519' ? 'an Ed25519 key' : 'an ECDSA key on P-256';
  try {
    const key = createPrivateKey(value);
    const fits =
      algorithm === 'ed25519'
        ? key.asymmetricKeyType === 'ed25519'
        : key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1';
    return fits ? undefined : `is a key of another kind; ${wanted} in PEM is wanted`;
  } catch {
    return `is no private key; ${wanted} in PEM is wanted`;
  }
}

/** What only a person knows has a form of its own; a break or an invisible character in it is a slip of copying. */
function faultOfLine(value: string): string | undefined {
  const odd = [...new Set(value)].filter((character) => /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u00a0]/u.test(character));
  const isPem = /^-----BEGIN /.test(value);
  if (odd.length > 0 && !isPem) return `holds ${odd.slice(0, 5).map(nameOf).join(', ')}, which no such value has`;
  return value.trim() === value || isPem ? undefined : 'begins or ends with a space';
}

/** As the API server takes it for a Secret of type kubernetes.io/dockerconfigjson, with a login in it. */
function faultOfDockerConfig(value: string): string | undefined {
  const wanted = 'is no {"auths":{"<registry>":{"auth":"…"}}} as JSON';
  try {
    const { auths } = JSON.parse(value) as { auths?: unknown };
    return typeof auths === 'object' && auths !== null && Object.keys(auths).length > 0 ? undefined : wanted;
  } catch {
    return wanted;
  }
}

function nameOf(character: string): string {
  const code = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  return /^[\x21-\x7e]$/.test(character) ? `"${character}"` : character === ' ' ? 'a space' : code;
}
