import { objectClientImage } from '../data-apps';
import type { Writer } from './writers';

const now = 'now() { echo "${EPOCHREALTIME/,/.}"; }';
const folder = 'rack/open-webui/rack-client';

/** As Open WebUI: its key, its bucket, and the store by the name of its Service. Each request is a connection of its own. */
const client: Omit<Writer, 'write' | 'read'> = {
  app: 'minio',
  program: 'MinIO, the last published source',
  client: { app: 'open-webui', image: objectClientImage, memory: '256Mi' },
  secrets: { KEY: ['minio-open-webui', 'ACCESS_KEY_ID'], SECRET: ['minio-open-webui', 'ACCESS_SECRET_KEY'] },
};

/** Killed, not ended: mc that gets a SIGTERM may exit with 0 although nothing was put, and that would count as acknowledged. */
const preface = `${now}
export MC_CONFIG_DIR=/tmp/mc MC_HOST_rack="http://$KEY:$SECRET@minio.data.svc.cluster.local:9000"
mc() { timeout -s KILL 5 /usr/bin/mc --quiet --no-color "$@" 2>&1; }`;

/** Puts a new object with its number as content every moment. */
export const putter: Writer = {
  ...client,
  write: `${preface}
number=0
while :; do
  number=$((number + 1))
  echo $number > /tmp/$number
  if answer=$(mc cp /tmp/$number ${folder}/$number); then echo "ok $number $(now)"; else echo "no $number $(now) \${answer:-silence}" | tr '\\n' ' '; echo; fi
  rm /tmp/$number
  sleep 0.2
done`,
  read: `${preface}
until rm -rf /tmp/all && timeout -s KILL 60 /usr/bin/mc --quiet cp --recursive ${folder}/ /tmp/all/ >/dev/null; do sleep 0.5; done
for each in /tmp/all/*; do [ "$(cat $each)" != "$(basename $each)" ] || echo "ok $(basename $each) 0"; done
echo done; sleep 3600`,
};

/** Gets the first object of the other every moment; anything but its content counts as no answer, and says so. */
export const getter: Writer = {
  ...client,
  write: `${preface}
until [ "$(mc cat ${folder}/1)" = 1 ]; do sleep 0.5; done
number=0
while :; do
  number=$((number + 1))
  if answer=$(mc cat ${folder}/1) && [ "$answer" = 1 ]; then echo "ok $number $(now)"; else echo "no $number $(now) \${answer:-silence}" | tr '\\n' ' '; echo; fi
  sleep 0.2
done`,
  read: '',
};
