import { createServer } from 'node:http';

/** A page of the web that changes, and goes. */
export class Page {
  text = '<html><body><p>The handbook speaks of seals.</p></body></html>';
  gone = false;

  listen(port: number): void {
    createServer((request, answer) => {
      if (this.gone) return answer.writeHead(404).end();
      answer.writeHead(200, { 'content-type': 'text/html', etag: `"${this.text.length}"` });
      return answer.end(request.method === 'HEAD' ? undefined : this.text);
    }).listen(port);
  }
}
