import type { RawResponse } from '../../raw-response.ts'
import { parseParameters } from '../auth-parameters.ts'
import type { Signature } from './sign-request.ts'

/** What an answer says of the authentication that led to it (RFC 7616, section 3.5). */
export interface AuthenticationInfo {
  /** The nonce that the server would have in the next request. */
  readonly nextNonce: string | undefined
  /** Whether the server proves that it knows the password too; `unsaid` where it does not say or nothing can be made of it. */
  readonly proof: 'right' | 'wrong' | 'unsaid'
}

export function authenticationInfo(response: RawResponse, signature: Signature): AuthenticationInfo {
  const header = response.headers.find(([name]) => name.toLowerCase() === 'authentication-info')?.[1] ?? ''
  const parameters = parseParameters(header)
  const nextNonce = parameters.get('nextnonce')
  const [given, qop] = [parameters.get('rspauth')?.toLowerCase(), parameters.get('qop')?.toLowerCase()]
  // The bytes that were signed are not those that are left after decoding.
  const isDecoded = response.headers.some(([name]) => name.toLowerCase() === 'content-encoding')
  const expected = qop === 'auth-int' && isDecoded ? undefined : signature.expectedOf(qop, response.body)
  return {
    nextNonce: nextNonce === '' ? undefined : nextNonce,
    proof: given === undefined || expected === undefined ? 'unsaid' : given === expected ? 'right' : 'wrong',
  }
}
