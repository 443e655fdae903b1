import type { Challenge } from '../parse-challenges.ts'

/** A supported Digest challenge (RFC 7616, section 3.3). Texts are bytes as Latin-1. */
export interface DigestChallenge {
  readonly realm: string
  readonly nonce: string
  readonly opaque: string | undefined
  /** The algorithm as the server writes it, for the header of the request. Undefined means MD5. */
  readonly algorithm: string | undefined
  readonly hash: DigestHash
  /** True for the `-sess` forms, whose key belongs to the session. */
  readonly sess: boolean
  /** Undefined for a server without qop (RFC 2069). */
  readonly qop: 'auth' | 'auth-int' | undefined
  /** True if the credentials are correct and only the nonce is too old. */
  readonly stale: boolean
  readonly userhash: boolean
  readonly utf8: boolean
}

/** The name of the hash in node:crypto. */
export type DigestHash = 'md5' | 'sha256' | 'sha512-256'

/** Algorithms from the weakest to the strongest. */
const HASHES: ReadonlyMap<string, DigestHash> = new Map([
  ['md5', 'md5'],
  ['sha-256', 'sha256'],
  ['sha-512-256', 'sha512-256'],
])
const STRENGTH = [...HASHES.values()]

/** The first challenge with the strongest algorithm, or undefined if no challenge is supported. */
export function strongestDigest(challenges: readonly Challenge[]): DigestChallenge | undefined {
  return challenges
    .map(readDigestChallenge)
    .filter((challenge) => challenge !== undefined)
    .reduce<DigestChallenge | undefined>(
      (best, one) => (best === undefined || strength(one) > strength(best) ? one : best),
      undefined,
    )
}

function strength({ hash }: DigestChallenge): number {
  return STRENGTH.indexOf(hash)
}

function readDigestChallenge({ scheme, parameters }: Challenge): DigestChallenge | undefined {
  const [realm, nonce] = [parameters.get('realm'), parameters.get('nonce')]
  if (scheme !== 'digest' || realm === undefined || nonce === undefined) return undefined
  const algorithm = parameters.get('algorithm')
  const [, name = '', sess] = /^(.*?)(-sess)?$/is.exec(algorithm ?? 'MD5') ?? []
  const hash = HASHES.get(name.toLowerCase())
  const qop = chooseQop(parameters.get('qop'))
  // The key of a session includes the client nonce, which only servers with qop receive.
  if (hash === undefined || qop === 'unknown' || (sess !== undefined && qop === undefined)) return undefined
  return {
    realm,
    nonce,
    algorithm,
    hash,
    qop,
    sess: sess !== undefined,
    opaque: parameters.get('opaque'),
    stale: parameters.get('stale')?.toLowerCase() === 'true',
    userhash: parameters.get('userhash')?.toLowerCase() === 'true',
    utf8: parameters.get('charset')?.toLowerCase() === 'utf-8',
  }
}

/** Prefers `auth`, which excludes the body and which most servers have tested. */
function chooseQop(offered: string | undefined): DigestChallenge['qop'] | 'unknown' {
  const options = (offered ?? '')
    .toLowerCase()
    .split(',')
    .map((option) => option.trim())
  if (options.includes('auth')) return 'auth'
  if (options.includes('auth-int')) return 'auth-int'
  return options.every((option) => option === '') ? undefined : 'unknown'
}
