import { imageDigest, imageLocked, imagePlatforms, imageTag, imageUnbuilt, imageUnused } from './images';
import type { RuleCases } from './rule-cases';
import { all, none, remove, set, setFact } from './testing/edits';

const chat = 'ml/Deployment/chat';
const thermal = 'hardware/DaemonSet/thermal';
const image = 'spec.template.spec.containers[chat].image';
const digest = `sha256:${'2'.repeat(64)}`;
const silent = ['is silent on the sample rack', none, []] as const;

export const imageCases: readonly RuleCases[] = [
  [
    imageTag,
    [
      silent,
      [
        'finds an image without a tag',
        set(chat, image, `ghcr.io/example/chat@${digest}`),
        [{ object: chat, path: image, message: `runs ghcr.io/example/chat@${digest}, which has no tag` }],
      ],
      [
        'finds latest',
        set(chat, image, 'ghcr.io/example/chat:latest'),
        [{ object: chat, message: 'runs ghcr.io/example/chat:latest, whose tag moves' }],
      ],
      [
        'checks image volumes and extensions of databases',
        all(
          set(chat, 'spec.template.spec.volumes', [{ name: 'model', image: { reference: 'ghcr.io/example/model' } }]),
          set('data/Cluster/postgres', 'spec.postgresql', {
            extensions: [{ name: 'pgvector', image: { reference: 'ghcr.io/example/pgvector' } }],
          }),
        ),
        [
          {
            object: 'data/Cluster/postgres',
            path: 'spec.postgresql.extensions[pgvector].image.reference',
            message: 'runs ghcr.io/example/pgvector, which has no tag',
          },
          {
            object: chat,
            path: 'spec.template.spec.volumes[model].image.reference',
            message: 'runs ghcr.io/example/model, which has no tag',
          },
        ],
      ],
    ],
  ],
  [
    imageLocked,
    [
      silent,
      [
        'finds an image that nobody looked at',
        set(chat, image, 'ghcr.io/exmaple/chat:1.2.0'),
        [
          {
            object: chat,
            path: image,
            message: 'runs ghcr.io/exmaple/chat, which images.lock.yaml does not have',
            fix: 'did you mean ghcr.io/example/chat?',
          },
        ],
      ],
      [
        'finds an image that is near to none, whatever registry they share',
        set(chat, image, 'ghcr.io/example/nginx:1.29'),
        [
          {
            object: chat,
            message: 'runs ghcr.io/example/nginx, which images.lock.yaml does not have',
            fix: 'add to it: nginx: { image: ghcr.io/example/nginx, tag: "1.29", platforms: [linux/arm64, linux/amd64], withoutDigest: not looked up yet }; then npx rackwright images lock nginx',
          },
        ],
      ],
      [
        'finds another tag',
        set(chat, image, `ghcr.io/example/chat:1.3.0@${digest}`),
        [{ object: chat, message: 'runs tag 1.3.0 of ghcr.io/example/chat; images.lock.yaml has 1.2.0' }],
      ],
      [
        'finds another digest',
        set(chat, image, 'ghcr.io/example/chat:1.2.0'),
        [{ object: chat, message: `runs digest none of ghcr.io/example/chat:1.2.0; images.lock.yaml has ${digest}` }],
      ],
    ],
  ],
  [
    imageDigest,
    [
      silent,
      [
        'finds an entry without a digest',
        all(setFact('images.chat.digest', undefined), set(chat, image, 'ghcr.io/example/chat:1.2.0')),
        [
          {
            level: 'warning',
            object: 'images.lock.yaml',
            path: 'chat',
            message: 'ghcr.io/example/chat:1.2.0 has no digest and no reason for that',
            fix: 'ask the registry, npx rackwright images lock chat, or say under withoutDigest why there is none',
          },
        ],
      ],
      [
        'takes a reason in its place',
        all(
          setFact('images.chat.digest', undefined),
          setFact('images.chat.withoutDigest', 'not released yet'),
          set(chat, image, 'ghcr.io/example/chat:1.2.0'),
        ),
        [],
      ],
    ],
  ],
  [
    imageUnbuilt,
    [
      silent,
      ['is silent about an own image that has a digest', setFact('images.chat.own', 'chat'), []],
      [
        'finds an own image that nobody has built',
        all(
          setFact('images.chat.own', 'chat'),
          setFact('images.chat.digest', undefined),
          set(chat, image, 'ghcr.io/example/chat:1.2.0'),
        ),
        [{ object: chat, path: image, message: 'runs ghcr.io/example/chat:1.2.0, which has not been built' }],
      ],
    ],
  ],
  [
    imagePlatforms,
    [
      silent,
      [
        'finds an image that cannot run where it may land',
        setFact('images.chat.platforms', ['linux/amd64']),
        [
          {
            object: chat,
            path: image,
            message: 'may run on arm64 blades, but ghcr.io/example/chat:1.2.0 is only for linux/amd64',
            fix: 'choose an image for arm64, or keep its pods on the others: nodeSelector: { kubernetes.io/arch: amd64 }',
          },
        ],
      ],
      ['takes a variant for its architecture', setFact('images.chat.platforms', ['linux/arm64/v8']), []],
      [
        'counts the control plane for pods that tolerate it',
        all(
          setFact('images.thermal.platforms', ['linux/arm64']),
          set(thermal, 'spec.template.spec.tolerations', [{ operator: 'Exists' }]),
        ),
        [
          {
            object: thermal,
            message: 'may run on amd64 blades, but ghcr.io/example/thermal:0.1.0 is only for linux/arm64',
          },
        ],
      ],
      [
        'minds a node selector',
        all(
          setFact('images.thermal.platforms', ['linux/arm64']),
          set(thermal, 'spec.template.spec.tolerations', [{ operator: 'Exists' }]),
          set(thermal, 'spec.template.spec.nodeSelector', { 'kubernetes.io/arch': 'arm64' }),
        ),
        [],
      ],
    ],
  ],
  [
    imageUnused,
    [
      silent,
      [
        'finds an entry that nothing runs',
        remove(chat),
        [
          {
            object: 'images.lock.yaml',
            path: 'chat',
            message: 'ghcr.io/example/chat:1.2.0 is run by nothing of this rack',
          },
        ],
      ],
      [
        'knows that charts run images too',
        all(
          remove(chat),
          set('longhorn-system/HelmRelease/longhorn', 'spec.values.image', { repository: 'ghcr.io/example/chat' }),
        ),
        [],
      ],
    ],
  ],
];
