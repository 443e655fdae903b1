import { createHash } from 'node:crypto'
import { type DigestSession, digestOf } from './digest-session.ts'
import { writeAuthorization } from './write-authorization.ts'

export interface SignedRequest {
  readonly method: string
  /** The request target as sent. */
  readonly uri: string
  readonly body?: Uint8Array
}

export interface Signature {
  /** The value of the Authorization header. */
  readonly authorization: string
  /** The expected `rspauth` of a server that knows the password (RFC 7616, section 3.5); undefined without a qop. */
  readonly expectedOf: (qop: string | undefined, body: Uint8Array) => string | undefined
}

/** Proves the password for one request and one count of the nonce (RFC 7616, section 3.4.1). */
export function signRequest(session: DigestSession, request: SignedRequest, count: number): Signature {
  const { qop } = session.challenge
  const nc = count.toString(16).padStart(8, '0')
  const response = prove(session, { method: request.method, uri: request.uri, body: request.body, qop, nc })
  return {
    authorization: writeAuthorization(session, { uri: request.uri, nc, response }),
    expectedOf: (named, body) =>
      qop === undefined
        ? undefined
        : prove(session, { method: '', uri: request.uri, body, qop: named === 'auth-int' ? named : qop, nc }),
  }
}

interface Claim {
  readonly method: string
  readonly uri: string
  readonly body: Uint8Array | undefined
  readonly qop: 'auth' | 'auth-int' | undefined
  readonly nc: string
}

function prove({ challenge, key, cnonce }: DigestSession, { method, uri, body, qop, nc }: Claim): string {
  const { hash, nonce } = challenge
  const entity =
    qop === 'auth-int'
      ? [
          createHash(hash)
            .update(body ?? '')
            .digest('hex'),
        ]
      : []
  const called = digestOf(hash, method, uri, ...entity)
  if (qop === undefined) return digestOf(hash, key, nonce, called)
  return digestOf(hash, key, nonce, nc, cnonce, qop, called)
}
