/**
 * Paths of programs, by image, that the office network has no business with: documents of an API, pages and calls of
 * administration. From the sources of the pinned versions.
 */
export const notForPeople: Readonly<Record<string, readonly string[]>> = {
  // pkg/api/swagger.go, and the files that its page reads
  'docker.io/grafana/grafana': [
    ...['/swagger', '/swagger-ui', '/openapi', '/openapi3'],
    ...['/public/openapi3.json', '/public/api-merged.json', '/public/api-enterprise-spec.json'],
  ],
  // litellm/proxy/proxy_server.py and its management_endpoints
  'ghcr.io/berriai/litellm': [
    ...['/docs', '/redoc', '/openapi.json', '/routes', '/ui', '/fallback/login', '/sso'],
    ...['/key', '/user', '/team', '/organization', '/customer', '/budget', '/model', '/config', '/spend', '/global'],
  ],
  // backend/open_webui/main.py; there in its environment `dev` alone
  'ghcr.io/open-webui/open-webui': ['/docs', '/redoc', '/openapi.json'],
};
