import { type Edit, add, all, none, set } from './edits';

/** What the sample rack's chat is told. */
export const chat = 'ml/Deployment/chat';
export const container = 'spec.template.spec.containers[chat]';
export const silent = ['is silent on the sample rack', none, []] as const;

export const variable = (name: string, value: string): Edit => set(chat, `${container}.env`, [{ name, value }]);
export const argument = (...args: string[]): Edit => set(chat, `${container}.args`, args);

/** A ConfigMap that the chat mounts at /etc/chat. */
export const file = (name: string, text: string): Edit =>
  all(
    add(
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { namespace: 'ml', name: 'chat' }, data: { [name]: text } },
      'chat',
    ),
    set(chat, `${container}.volumeMounts`, [{ name: 'config', mountPath: '/etc/chat' }]),
    set(chat, 'spec.template.spec.volumes', [{ name: 'config', configMap: { name: 'chat' } }]),
  );
