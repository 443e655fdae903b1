import type { RawResponse } from '../../raw-response.ts'
import { parseParameters } from '../auth-parameters.ts'
import type { Signature } from './sign-request.ts'

/** The Authentication-Info of an answer (RFC 7616, section 3.5). */
export interface AuthenticationInfo {
  /** The nonce that the server wants in the next request. */
  readonly nextNonce: string | undefined
  /** The proof that the server also knows the password. `unsaid`: the proof is missing or cannot be checked. */
  readonly proof: 'right' | 'wrong' | 'unsaid'
}

export function authenticationInfo(response: RawResponse, signature: Signature): AuthenticationInfo {
  const header = response.headers.find(([name]) => name.toLowerCase() === 'authentication-info')?.[1] ?? ''
  const parameters = parseParameters(header)
  const nextNonce = parameters.get('nextnonce')
  const [given, qop] = [parameters.get('rspauth')?.toLowerCase(), parameters.get('qop')?.toLowerCase()]
  // The server signed the encoded bytes, and only the decoded bytes are left.
  const isDecoded = response.headers.some(([name]) => name.toLowerCase() === 'content-encoding')
  const expected = qop === 'auth-int' && isDecoded ? undefined : signature.expectedOf(qop, response.body)
  return {
    nextNonce: nextNonce === '' ? undefined : nextNonce,
    proof: given === undefined || expected === undefined ? 'unsaid' : given === expected ? 'right' : 'wrong',
  }
}
