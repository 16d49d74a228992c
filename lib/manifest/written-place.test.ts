import { LineCounter, parseDocument } from 'yaml';
import { placeAt, placesIn } from './written-place';

const counter = new LineCounter();
const text = `kind: Deployment
spec:
  template:
    spec:
      containers:
        - name: plain
          image: nginx
        - { image: redis, ports: [{ containerPort: 1 }] }
`;
const places = placesIn('apps/plain/plain.yaml', parseDocument(text, { lineCounter: counter }), counter);

test.each([
  ['the whole object', '', 1, 1],
  ['a field', 'spec.template', 3, 3],
  ['an element by its name', 'spec.template.spec.containers[plain].image', 7, 11],
  ['an element by its index', 'spec.template.spec.containers[1].ports[0].containerPort', 8, 37],
  ['what encloses a field that is missing', 'spec.template.spec.containers[plain].resources.limits', 6, 11],
  ['a missing field of the object', 'metadata.labels', 1, 1],
])('%s is found', (_, path, line, column) => {
  expect(placeAt(places, path)).toMatchObject({ file: 'apps/plain/plain.yaml', line, column });
});
