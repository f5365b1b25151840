// A real OpenID provider for the test suite: npm's oidc-provider on a loopback port of its own, PKCE demanded.
//
// Its first line of output is its issuer. It ends with its standard input, so that it never outlives the tests. Which accounts it has
// is told to it at POST /accounts ({"id", "email", "email_verified"}, as often as wanted), beside the provider's own addresses.
import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';

import { Provider } from 'oidc-provider';

const [redirect] = process.argv.slice(2);
const accounts = new Map();

const jwk = (kid, type, options) => ({ ...generateKeyPairSync(type, options).privateKey.export({ format: 'jwk' }), kid, use: 'sig' });

const server = createServer();
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const client = (id, algorithm, more) => ({
    client_id: id,
    redirect_uris: [redirect],
    response_types: ['code'],
    grant_types: ['authorization_code'],
    id_token_signed_response_alg: algorithm,
    ...more,
  });
  const provider = new Provider(issuer, {
    clients: [
      client('congvan', 'RS256', { client_secret: 'mot bi mat: & + dai' }),
      client('congvan-cong-khai', 'ES256', { token_endpoint_auth_method: 'none' }),
    ],
    jwks: { keys: [jwk('rsa', 'rsa', { modulusLength: 2048 }), jwk('ec', 'ec', { namedCurve: 'P-256' })] },
    cookies: { keys: ['only for tests'] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: true } },
    findAccount: (_context, id) => {
      if (!accounts.has(id)) return undefined;
      return { accountId: id, claims: () => ({ sub: id, ...accounts.get(id) }) };
    },
  });
  const answer = provider.callback();
  server.on('request', async (request, response) => {
    if (request.method !== 'POST' || request.url !== '/accounts') return answer(request, response);
    const parts = [];
    for await (const part of request) parts.push(part);
    const { id, ...claims } = JSON.parse(Buffer.concat(parts).toString());
    accounts.set(id, claims);
    response.writeHead(204).end();
  });
  console.log(issuer);
});

process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
