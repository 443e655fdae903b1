import { TOOL } from '../../../source/tool.ts'
import type { TargetRequest } from '../../target.ts'
import type { ClientCredentials } from './client-credentials.ts'

/** The paths that issue and revoke the tokens of a client, and the header that authenticates the client. */
export interface TokenEndpoint {
  readonly path: string
  readonly revocationPath: string
  readonly authorization: string
}

/** The revocation endpoint is the sibling of the token endpoint, as the contract documents. */
export function tokenEndpoint(path: string, credentials: ClientCredentials): TokenEndpoint {
  return { path, revocationPath: path.replace(/[^/]*$/, 'revoke'), authorization: basicOf(credentials) }
}

/** RFC 6749, section 4.4.2. */
export function tokenRequest({ path, authorization }: TokenEndpoint): TargetRequest {
  return post(path, authorization, { grant_type: 'client_credentials' })
}

/** RFC 7009, section 2.1. */
export function revocationRequest({ revocationPath, authorization }: TokenEndpoint, token: string): TargetRequest {
  return post(revocationPath, authorization, { token, token_type_hint: 'access_token' })
}

function post(path: string, authorization: string, form: Readonly<Record<string, string>>): TargetRequest {
  return {
    method: 'POST',
    path,
    headers: [
      ['User-Agent', `${TOOL.name}/${TOOL.version}`],
      ['Accept', 'application/json'],
      ['Content-Type', 'application/x-www-form-urlencoded'],
      ['Authorization', authorization],
    ],
    body: new TextEncoder().encode(new URLSearchParams(form).toString()),
  }
}

/** Both parts are form-encoded before they are joined (RFC 6749, section 2.3.1). */
export function basicOf({ clientId, clientSecret }: ClientCredentials): string {
  const joined = [clientId, clientSecret].map(formEncoded).join(':')
  return `Basic ${Buffer.from(joined).toString('base64')}`
}

export function formEncoded(text: string): string {
  return new URLSearchParams({ _: text }).toString().slice(2)
}
