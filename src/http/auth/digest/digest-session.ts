import { createHash } from 'node:crypto'
import type { DigestCredentials } from './digest-credentials.ts'
import type { DigestChallenge, DigestHash } from './digest-challenge.ts'

/** A challenge and the key that proves the password. Texts are bytes as Latin-1. */
export interface DigestSession {
  readonly challenge: DigestChallenge
  readonly username: string
  readonly cnonce: string
  /** H(A1) of RFC 7616, section 3.4.2, in hex. It is equivalent to the password in this realm, so it is never written. */
  readonly key: string
}

export interface SessionStart {
  readonly credentials: DigestCredentials
  readonly cnonce: string
}

export function startDigestSession(challenge: DigestChallenge, { credentials, cnonce }: SessionStart): DigestSession {
  const { hash, realm, nonce, sess, utf8 } = challenge
  const [username, password] = [credentials.username, credentials.password].map((text) => bytesOf(text, utf8))
  const key = digestOf(hash, username, realm, password)
  return {
    challenge,
    username: username ?? '',
    cnonce,
    key: sess ? digestOf(hash, key, nonce, cnonce) : key,
  }
}

/** The session with the next nonce of the server. The key of a `-sess` algorithm stays. */
export function withNonce(session: DigestSession, nonce: string): DigestSession {
  return { ...session, challenge: { ...session.challenge, nonce } }
}

/** The hash of the parts, joined by colons, in hex. */
export function digestOf(hash: DigestHash, ...parts: readonly (string | undefined)[]): string {
  return createHash(hash).update(parts.join(':'), 'latin1').digest('hex')
}

/** UTF-8, normalized as in RFC 7616, section 4, if the server asks for it. Most servers accept UTF-8 in any case. */
function bytesOf(text: string, utf8: boolean): string {
  return Buffer.from(utf8 ? text.normalize('NFC') : text).toString('latin1')
}
