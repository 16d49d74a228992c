import type { StatefulSet } from '../../../imports/k8s';
import { startDatabase } from '../models/database';
import { ask, bearer, json } from '../models/http';
import { images } from '../models/programs';
import { Stack } from '../models/stack';
import { RedisSet } from '../redis/redis-set';
import { Verdict } from '../sops/verdict';
import { debianTree } from '../tree/debian-tree';
import { Generated } from '../tree/generated';
import { nodePackages } from '../tree/node-packages';
import { inOwnWorld } from '../tree/own-world';
import type { Pod } from '../tree/pod';
import { PodWorld, worldFolder } from '../tree/pod-world';
import { stopwatch, until } from '../tree/until';
import { Browser, type Page } from './browser';
import { Issuer, type People } from './issuer';

const judgeAddress = '10.244.0.1';
const issuerUrl = 'https://id.example.org';
const chatHost = 'chat.rack.home.arpa';
const administrator = 'admin@rack.home.arpa';

const stated = {
  issuer: issuerUrl,
  client: 'rack',
  scopes: 'openid email profile groups',
  people: 'family',
  admins: 'rack-admins',
};

const people: People = {
  ada: { name: 'Ada', email: 'ada@example.org', groups: ['family'] },
  ben: { name: 'Ben', email: 'ben@example.org' },
  cleo: { name: 'Cleo', email: 'cleo@example.org', groups: ['family', 'rack-admins'] },
  dan: { name: 'Dan', email: 'dan@example.org', groups: ['visitors', 'admin', 'user'] },
  eve: { name: 'Eve', email: administrator, groups: ['family'] },
};

/** Somebody with the token that a sign-in left in the browser; without one, the words of the refusal. */
interface SignedIn {
  page: Page;
  browser: Browser;
  role?: string;
  email?: string;
  token?: string;
}

/**
 * `node bin/run.cjs test/judges/sign-in/sign-in.ts`: people sign in to Open WebUI, told by the manifests of a rack file with
 * `signIn`, by way of a certified OpenID Connect issuer behind TLS. Root, apt and Python 3.11.
 */
async function main(): Promise<void> {
  const trees = { servers: debianTree(), python: debianTree('python') };
  const { openWebui } = images();
  const packages = nodePackages('sign-in/issuer');
  if (!inOwnWorld()) return;
  const verdict = new Verdict();
  const world = new PodWorld();
  const answers = { OAUTH_CLIENT_SECRET: 'the-first-secret' };
  const given = Generated.homelab({ fields: { 'apps.open-webui.signIn': stated }, answers });
  given.judgeOrigin(verdict);
  const issuer = new Issuer(packages, issuerUrl, judgeAddress, `${worldFolder}/issuer`);
  world.setName('id.example.org', judgeAddress);
  const redirects = redirectAddress(given);
  const serve = (client_secret: string, known = people) =>
    issuer.serve({ client_id: 'rack', client_secret, redirect_uris: [redirects] }, known);
  await serve('the-first-secret');

  startDatabase(world, given, trees.servers.root);
  const valkey = { server: '/usr/bin/valkey-server', cli: '/usr/bin/valkey-cli' };
  const redis = new RedisSet(world, valkey, given, trees.servers.root);
  for (const pod of redis.pods) pod.start();
  verdict.check('Redis has a primary', (await redis.settled(180)) !== undefined, await redis.state());
  // An issuer of the world has a certificate of an authority that the image knows; this one's is made known.
  const trusting = {
    ...openWebui,
    folders: { ...openWebui.folders, '/opt/authority': issuer.folder },
    env: { ...openWebui.env, SSL_CERT_FILE: '/opt/authority/ca.crt' },
  };
  const stack = new Stack(world, given);
  const first = stack.pod('StatefulSet', 'open-webui', 0, trusting, trees.python.root);
  if (!(await up(first, verdict))) return end(verdict);
  const signIn = (login: string, at = first) => signsIn(login, at, issuer.certificate);

  const ada = await signIn('ada');
  verdict.check('the first who comes, of the group of people, is an ordinary user', ada.role === 'user', told(ada));
  const config = await ask(`http://${first.address}:8080/api/config`);
  verdict.check('   the page offers the issuer by its name', config.text.includes('id.example.org'), config.text);
  const asked = ada.browser.opened.find((address) => address.startsWith(`${issuerUrl}/auth?`)) ?? '';
  verdict.check('   proves that it began what it ends (PKCE)', asked.includes('code_challenge_method=S256'), asked);
  const admin = await passwordOf(given, first);
  verdict.check('   the account of the Secret is the administrator', admin.role === 'admin', admin.text);
  const users = async (at = first) => {
    const { text } = await ask(`http://${at.address}:8080/api/v1/users/all`, { headers: bearer(admin.token) });
    return text;
  };

  const ben = await signIn('ben');
  verdict.check('whom the issuer tells no group of waits for the administrator', ben.role === 'pending', told(ben));
  const seen = await ask(`http://${first.address}:8080/api/models`, { headers: bearer(ben.token ?? '') });
  verdict.check('   and is shown nothing meanwhile (401)', seen.status === 401, `${seen.status} ${seen.text}`);
  const cleo = await signIn('cleo');
  verdict.check('who is in the group of administrators is one', cleo.role === 'admin', told(cleo));
  const dan = await signIn('dan');
  const refused = dan.token === undefined && dan.page.url.searchParams.has('error');
  verdict.check('who is only in other groups, one called admin among them, is refused', refused, told(dan));
  verdict.check('   and gets no account', !(await users()).includes('dan@example.org'), await users());
  const eve = await signIn('eve');
  verdict.check('who has the administrator’s mail address at the issuer is refused', !eve.token, told(eve));
  const still = await passwordOf(given, first);
  verdict.check('   and the administrator’s account is untouched', still.role === 'admin', still.text);

  const callback = ada.browser.opened.find((address) => address.startsWith(redirects))!;
  const thief = new Browser(doors(first, issuer.certificate));
  await thief.open(callback);
  verdict.check('an address of the way back that was stolen opens nothing', !thief.cookie(chatHost, 'token'));
  const again = new Browser(doors(first, issuer.certificate));
  verdict.check('   nor does one that somebody invents', !(await invented(again, redirects)));

  const second = stack.pod('StatefulSet', 'open-webui', 1, trusting, trees.python.root);
  if (await up(second, verdict)) {
    const between = await signsIn('ada', first, issuer.certificate, second);
    verdict.check('a sign-in begun at one replica ends at the other', between.role === 'user', told(between));
    await second.kill();
  }

  await serve('the-first-secret', {
    ...people,
    ada: { ...people['ada']!, groups: ['visitors'] },
    ben: { ...people['ben']!, groups: ['family'] },
    cleo: { ...people['cleo']!, groups: ['family'] },
  });
  const [left, came, lower] = [await signIn('ada'), await signIn('ben'), await signIn('cleo')];
  verdict.check('who left the group comes in no more', left.token === undefined, told(left));
  verdict.check('   who came into it is a user at the next sign-in', came.role === 'user', told(came));
  verdict.check('   who administers no more is a user', lower.role === 'user', told(lower));

  await serve('the-second-secret');
  const stale = await signIn('ada');
  const said = stale.page.url.searchParams.get('error') ?? '';
  verdict.check('with a secret that is the issuer’s no more nobody comes in', stale.token === undefined, told(stale));
  verdict.check('   and the page says so without the secret', said !== '' && !said.includes('secret'), said);
  await first.kill();
  const rotated = given.withValue('ml', 'open-webui', 'OAUTH_CLIENT_SECRET', 'the-second-secret');
  const fresh = first.with(rotated);
  if (await up(fresh, verdict)) {
    const back = await signIn('ada', fresh);
    verdict.check(
      'after the Secret was rotated they come in again, each as who they were',
      back.role === 'user',
      told(back),
    );
    const one = (await users(fresh)).split('ada@example.org').length === 2;
    verdict.check('   with the account that they had', back.email === 'ada@example.org' && one, await users(fresh));
  }
  const leaks = ['the-first-secret', 'the-second-secret'].filter((secret) => first.log('open-webui').includes(secret));
  verdict.check('no secret stands in the log', leaks.length === 0, leaks.join());
  return end(verdict);
}

function end(verdict: Verdict): never {
  verdict.close();
  process.exit();
}

/** Where the manifests tell the issuer to send people back to. */
function redirectAddress(given: Generated): string {
  const { spec } = given.object<StatefulSet>('ml/StatefulSet/open-webui');
  const { env = [] } = spec!.template.spec!.containers[0]!;
  return env.find(({ name }) => name === 'OPENID_REDIRECT_URI')!.value!;
}

async function up(pod: Pod, verdict: Verdict): Promise<boolean> {
  pod.start();
  const clock = stopwatch();
  const url = `http://${pod.address}:8080/health/db`;
  const ready = await until(900, async () => ((await ask(url)).status === 200 ? true : undefined), 1000);
  verdict.check(`${pod.props.name} serves after ${clock()} s`, ready === true, pod.log('open-webui').slice(-3000));
  return ready === true;
}

/** Hosts as a person's browser finds them; the web gateway, which ends TLS, is left out before Open WebUI. */
function doors(pod: Pod, ca: string) {
  return {
    [chatHost]: { address: pod.address, port: 8080 },
    'id.example.org': { address: judgeAddress, port: 443, ca },
  };
}

/** Begins at the button of the page and goes wherever it leads. @param endsAt the replica that takes the way back */
async function signsIn(login: string, pod: Pod, ca: string, endsAt = pod): Promise<SignedIn> {
  const known = doors(pod, ca);
  const browser = new Browser(known);
  const form = await browser.open(`https://${chatHost}/oauth/oidc/login`);
  known[chatHost]!.address = endsAt.address;
  let page = await browser.submit(form, { login, password: 'any' });
  if (page.url.hostname !== chatHost) page = await browser.submit(page); // the issuer asks what it may tell
  const token = browser.cookie(chatHost, 'token');
  if (token === undefined) return { page, browser };
  const me = await ask(`http://${endsAt.address}:8080/api/v1/auths/`, { headers: bearer(token) });
  return { page, browser, token, ...json<{ role: string; email: string }>(me) };
}

async function invented(browser: Browser, redirects: string): Promise<boolean> {
  await browser.open(`https://${chatHost}/oauth/oidc/login`);
  await browser.open(`${redirects}?code=invented&state=invented`);
  return browser.cookie(chatHost, 'token') !== undefined;
}

async function passwordOf(given: Generated, pod: Pod): Promise<{ role?: string; token: string; text: string }> {
  const { WEBUI_ADMIN_PASSWORD: password } = given.secret('ml', 'open-webui');
  const answer = await ask(`http://${pod.address}:8080/api/v1/auths/signin`, {
    body: { email: administrator, password },
  });
  const { role, token = '' } = json<{ role: string; token: string }>(answer) ?? {};
  return { ...(role && { role }), token, text: answer.text };
}

function told({ page, role, browser }: SignedIn): string {
  return `role ${role}, at ${page.url.href}\n${browser.opened.join('\n')}\n${page.text.slice(0, 500)}`;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(2);
});
