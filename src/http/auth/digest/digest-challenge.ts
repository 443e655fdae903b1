import type { Challenge } from '../parse-challenges.ts'

/** What a server asks for by Digest, as far as it can be answered (RFC 7616, section 3.3). Texts are bytes as Latin-1. */
export interface DigestChallenge {
  readonly realm: string
  readonly nonce: string
  readonly opaque: string | undefined
  /** As the server writes it, to be given back the same; undefined where it says nothing, which means MD5. */
  readonly algorithm: string | undefined
  readonly hash: DigestHash
  /** Whether the key is one of the session: the `-sess` forms. */
  readonly sess: boolean
  /** undefined: the server knows none (RFC 2069). */
  readonly qop: 'auth' | 'auth-int' | undefined
  /** The credentials are right, and only the nonce is too old. */
  readonly stale: boolean
  readonly userhash: boolean
  readonly utf8: boolean
}

/** As node:crypto calls it. */
export type DigestHash = 'md5' | 'sha256' | 'sha512-256'

/** From the weakest to the strongest. */
const HASHES: ReadonlyMap<string, DigestHash> = new Map([
  ['md5', 'md5'],
  ['sha-256', 'sha256'],
  ['sha-512-256', 'sha512-256'],
])
const STRENGTH = [...HASHES.values()]

/** The challenge with the strongest algorithm, of several the first; undefined where none can be answered. */
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
  // The key of a session has the client's nonce in it, which may be told to those only who know a qop.
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

/** The one without the body is preferred: it is the one that servers have tried. */
function chooseQop(offered: string | undefined): DigestChallenge['qop'] | 'unknown' {
  const options = (offered ?? '')
    .toLowerCase()
    .split(',')
    .map((option) => option.trim())
  if (options.includes('auth')) return 'auth'
  if (options.includes('auth-int')) return 'auth-int'
  return options.every((option) => option === '') ? undefined : 'unknown'
}
