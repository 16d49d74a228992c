import { ask, bearer, json } from '../../judges/models/http';
import { type KubeObject, objectId } from '../../cluster/kube/object';
import { forwarded } from './forward';
import type { RackContext } from './scenario';

const administrator = 'admin@rack.home.arpa';

/**
 * What is wrong with Open WebUI, asked as its runbook does it, by a forwarded port: its health, a login with the account
 * of its Secret, and a question that goes through LiteLLM to llama-server. The login of one replica counts at the other.
 */
export async function chatWindowFaults(context: RackContext): Promise<string[]> {
  const faults: string[] = [];
  let token = '';
  for (const pod of ['open-webui-0', 'open-webui-1']) {
    const id = `ml/Pod/${pod}`;
    await forwarded(context, 'ml', pod, 8080, async (url) => {
      for (const path of ['/health', '/health/db']) {
        const { status, text } = await ask(`${url}${path}`);
        if (status !== 200) faults.push(`${id} says ${status} at ${path}: ${text.slice(0, 200)}`);
      }
      if (token === '') {
        const password = secretValue(context, 'open-webui', 'WEBUI_ADMIN_PASSWORD');
        const answer = await ask(`${url}/api/v1/auths/signin`, { body: { email: administrator, password } });
        const { role, token: given = '' } = json<{ role: string; token: string }>(answer) ?? {};
        if (role !== 'admin')
          faults.push(`${id} does not sign the administrator in: ${answer.status} ${answer.text.slice(0, 200)}`);
        token = given;
      }
      const body = { model: 'qwen3-0.6b', messages: [{ role: 'user', content: `hello ${pod}` }], max_tokens: 8 };
      const said = await ask(`${url}/api/chat/completions`, { headers: bearer(token), body, seconds: 120 });
      if (said.status !== 200 || !said.text.includes('"content"'))
        faults.push(`${id} answers no question: ${said.status} ${said.text.slice(0, 300)}`);
    });
  }
  return faults;
}

function secretValue({ apps }: RackContext, name: string, key: string): string {
  const secret = apps.models.find((each) => objectId(each) === `ml/Secret/${name}`) as
    (KubeObject & { stringData?: Record<string, string> }) | undefined;
  const value = secret?.stringData?.[key];
  if (value === undefined) throw new Error(`ml/Secret/${name} has no ${key}`);
  return value;
}
