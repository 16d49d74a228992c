import type { Asking, Step, Why } from '../checks/reach/why';

/** `rackwright network why` for people: each port with the chain of objects that opens it or keeps it shut. */
export function whyAsText(all: readonly Why[]): string {
  const [first] = all;
  if (!first) return '';
  return [`${first.from} → ${first.to}`, '', ...all.flatMap(portLines), ''].join('\n');
}

function portLines({ port, protocol, passes, asked, services, leaves, comesIn, requests }: Why): string[] {
  return [
    `${port}/${protocol} ${passes ? 'passes' : 'does not pass'}`,
    ...rows('asked for', asked.length > 0 ? asked.map(asking) : ['by nothing']),
    ...(services.length > 0 ? rows('reached by', services) : []),
    ...rows('leaves', step(leaves)),
    ...rows('comes in', step(comesIn)),
    ...(requests ? rows('only', requests) : []),
  ];
}

function rows(title: string, lines: readonly string[]): string[] {
  return lines.map((line, index) => `  ${(index === 0 ? title : '').padEnd(10)}  ${line}`);
}

const said: Record<Asking['by'], string> = {
  declared: 'declares it',
  told: 'says',
  dns: 'asks for names',
  route: 'leads people there',
  'load-balancer': 'publishes it',
  'api-server': 'sends the API server there',
  scrape: 'reads metrics there',
};

function asking({ by, object, path, told }: Asking): string {
  return [object, path, said[by], told].filter((part) => part !== undefined && part !== '').join(' ');
}

function step({ end, passes, by, shutBy }: Step): string[] {
  if (end === 'outside') return ['this end is no pod: no policy of the rack decides'];
  if (end === 'blade') return ['these pods have the addresses of their blade: no policy decides'];
  const rules = by.map(({ object, path }) => `${object} ${path}`);
  if (!passes && rules.length > 0) return rules.map((rule) => `denied by ${rule}`);
  if (end === 'open') return ['open: no policy governs this end'];
  return passes ? rules.map((rule) => `by ${rule}`) : [`no rule opens it; closed by ${shutBy.join(', ')}`];
}

/** Every connection that somebody asks for, and what is open though nobody does: one line each. */
export function reachAsText(all: readonly Why[]): string {
  const lines = all.map((why): [string, string] => {
    const { from, to, port, protocol, passes, asked } = why;
    const how = [...new Set(asked.map(({ by }) => by))].join(', ') || 'nothing asks for it';
    return [`${from} → ${to} ${port}/${protocol}`, `${passes ? '' : 'SHUT, '}${how}`];
  });
  const width = Math.max(0, ...lines.map(([edge]) => edge.length));
  return lines.map(([edge, how]) => `${edge.padEnd(width)}  ${how}\n`).join('');
}
