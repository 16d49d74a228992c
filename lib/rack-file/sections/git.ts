import * as z from 'zod';
import { written } from '../../units/fields';

/** SSH takes a user name and never a password; over https either may be a token. */
const hasLogin = (text: string): boolean => /^https:\/\/[^/]*@|^ssh:\/\/[^/]*:[^/]*@/.test(text);

const gitUrl = written({
  what: 'the address of a Git repository',
  how: 'an https:// or ssh:// address, as Flux reads them, without a password',
  examples: ['https://git.example.org/you/homelab', 'ssh://git@git.example.org/you/homelab'],
  pattern: /^(https|ssh):\/\/\S+$/,
  read: (text) =>
    /^(https|ssh):\/\/[^\s/]+\/\S+$/.test(text) &&
    URL.canParse(text) &&
    !hasLogin(text) &&
    !/[\s'"`$;|&<>\\]/.test(text)
      ? text
      : undefined,
  why: (text) => (hasLogin(text) ? 'carries a user name, a password or a token, which everybody reads' : undefined),
  repair: (text) =>
    text.includes('://')
      ? text.replace(/^(http|git):\/\//, 'https://').replace(/^https:\/\/[^/]*@/, 'https://')
      : text.replace(/^([^/@]+@[^:/]+):/, 'ssh://$1/').replace(/^(?!ssh:)/, 'https://'),
});

/** git check-ref-format, and no longer than a message can show. */
const branchShape = /^(?![-./])(?!.*(?:\.\.|\/\/|\/\.|@\{|\.lock$))[\w./@+#=-]{1,200}(?<![./])$/;

const gitBranch = written({
  what: 'a branch',
  how: 'a name that git takes: letters, digits, dots, dashes and slashes, such as main',
  examples: ['main'],
  pattern: /^[\w./@+#=-]{1,200}$/,
  read: (text) => (branchShape.test(text) ? text : undefined),
  repair: (text) => text.replace(/^refs\/heads\//, '').replaceAll(/\s+/g, '-'),
});

export const git = z.strictObject({
  url: gitUrl.describe('repository that holds dist/; Flux pulls from it'),
  branch: gitBranch.default('main').describe('branch that Flux follows; the one that most repositories have'),
  private: z
    .boolean()
    .default(false)
    .describe(
      'whether an https:// repository asks for a user and a token, which npx rackwright secrets create then asks you for; for ssh:// it makes a deploy key in any case',
    ),
});

/** Where Flux finds dist/. */
export interface GitRepository {
  /** `https://` or `ssh://`, with any port. */
  url: string;
  branch: string;
  /** An https:// address that asks for a user and a token; ssh:// always needs a key. */
  private: boolean;
}
