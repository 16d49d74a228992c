'use strict';
/** Plays `kubectl proxy` for tests on machines that have no kubectl: GET only, from a socket to the server of the kubeconfig. */
const { readFileSync } = require('node:fs');
const http = require('node:http');

const flag = (name) => process.argv.find((each) => each.startsWith(`--${name}=`))?.slice(name.length + 3);
if (!process.argv.includes('proxy')) {
  console.error('error: this kubectl only plays proxy');
  process.exit(1);
}
// Without a file the real one asks localhost:8080; here it is a port where nothing can listen.
const { clusters } = flag('kubeconfig')
  ? JSON.parse(readFileSync(flag('kubeconfig'), 'utf8'))
  : { clusters: [{ cluster: { server: 'http://127.0.0.1:1' } }] };
const { server } = clusters[0].cluster;
http
  .createServer((request, response) => {
    if (request.method !== 'GET') return void response.writeHead(403).end('Forbidden');
    const call = http.get(server + request.url, (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    });
    call.on('error', (error) => response.writeHead(502).end(error.message));
  })
  .listen(flag('unix-socket'), () => console.log(`Starting to serve on ${flag('unix-socket')}`));
