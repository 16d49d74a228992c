import { certificateNames, certificateUsed, hostListened, rootIssued } from './published';
import type { RuleCases } from './rule-cases';
import { all, none, set } from './testing/edits';

const route = 'ml/HTTPRoute/chat';
const silent = ['is silent on the sample rack', none, []] as const;
const listens = (host: string) => set('ml/Gateway/rack', 'spec.listeners[0].hostname', host);
const serves = (host: string) => set(route, 'spec.hostnames', [host]);

export const publishedCases: readonly RuleCases[] = [
  [
    hostListened,
    [
      silent,
      ['is silent below a wildcard', all(listens('*.rack.home.arpa'), serves('chat.rack.home.arpa')), []],
      [
        'finds a host that nobody listens for',
        all(listens('*.rack.home.arpa'), serves('chat.rack.hoem.arpa')),
        [
          {
            object: route,
            path: 'spec.hostnames[0]',
            message: 'serves chat.rack.hoem.arpa, and its gateway listens for *.rack.home.arpa',
          },
        ],
      ],
      ['takes a listener without a host for all', serves('anything.example.org'), []],
    ],
  ],
  [
    certificateUsed,
    [
      silent,
      [
        'finds a certificate that goes to another Secret',
        set('ml/Certificate/rack', 'spec.secretName', 'rack-tsl'),
        [
          {
            object: 'ml/Certificate/rack',
            path: 'spec.secretName',
            message: 'goes to Secret ml/rack-tsl, which nothing reads',
          },
        ],
      ],
    ],
  ],
  [
    certificateNames,
    [
      silent,
      ['is silent about a Service', set('ml/Certificate/rack', 'spec.dnsNames', ['chat.ml.svc']), []],
      [
        'finds a name that no Service has',
        set('ml/Certificate/rack', 'spec.dnsNames', ['chatt.ml.svc']),
        [
          {
            object: 'ml/Certificate/rack',
            message: 'bears chatt.ml.svc, and there is no Service chatt in namespace ml',
          },
        ],
      ],
    ],
  ],
  [
    rootIssued,
    [
      silent,
      [
        'finds an issuer whose key nobody makes',
        set('ml/Issuer/rack-ca', 'spec', { ca: { secretName: 'rack-ca' } }),
        [
          {
            object: 'ml/Issuer/rack-ca',
            path: 'spec.ca.secretName',
            message: 'signs with Secret ml/rack-ca, which no Certificate fills',
          },
        ],
      ],
    ],
  ],
];
