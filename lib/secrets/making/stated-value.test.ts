import type { SecretValue } from '../../facts/secret-declaration';
import { statedValueFault } from './stated-value';

const password: SecretValue = { make: 'password' };
const token: SecretValue = { make: 'token', prefix: 'sk-' };
const ask: SecretValue = { make: 'ask', hint: 'key of the bucket' };
const login: SecretValue = { make: 'ask', hint: 'login', form: 'docker-config' };
const key: SecretValue = { make: 'private-key', algorithm: 'ed25519' };

describe('a value that a person states', () => {
  it.each<[string, SecretValue, string, RegExp | undefined]>([
    ['a long password of plain characters', password, 'correct-horse_battery.9', undefined],
    ['a password for a URL', password, 'p@ss/w#rd-2024', /holds "@", "\/", "#"/],
    ['a password with a colon', password, 'abcdefgh:ijklmnop', /holds ":"/],
    ['a password with a percent sign', password, 'abcdefgh%20ijklm', /holds "%"/],
    ['a password with a space', password, 'abcdefgh ijklmnop', /holds a space/],
    ['a password with a line break', password, 'abcdefgh\nijklmnop', /holds U\+000A/],
    ['a password with a letter beyond ASCII', password, 'passwörterbuch', /holds U\+00F6/],
    ['a password that is too short', password, 'a', /has 1 characters/],
    ['a token with its prefix', token, 'sk-0123456789abcdef', undefined],
    ['a token without its prefix', token, '0123456789abcdef', /begin with "sk-"/],
    ['a token with a slash', token, 'sk-0123/456789abcdef', /holds "\/"/],
    ['what a person is asked for', ask, 'wJalrXUtnFEMI/K7MDENG+bPx=', undefined],
    ['what a person is asked for, copied with a zero-width space', ask, 'wJalr\u200bXUtn', /U\+200B/],
    ['what a person is asked for, with a space behind', ask, 'wJalrXUtn ', /begins or ends with a space/],
    ['a login to a registry', login, '{"auths":{"registry.example.org":{"auth":"eDp5"}}}', undefined],
    ['a password where a login is asked for', login, 'hunter2hunter2', /is no \{"auths"/],
    ['a login to nothing', login, '{"auths":{}}', /is no \{"auths"/],
    ['what is no key', key, 'hello', /is no private key/],
  ])('%s', (_name, recipe, value, fault) => {
    const found = statedValueFault(recipe, value);
    if (fault === undefined) expect(found).toBeUndefined();
    else expect(found).toMatch(fault);
  });

  it('is never shown', () => {
    expect(statedValueFault(password, 'hunter2 hunter2')).not.toContain('hunter2');
  });
});
