import { decodings } from './decodings.ts'
import type { Hit, RunIndex } from './run-index.ts'
import { SURE_RUN } from './run-length.ts'
import type { SecretLeak, SentSecret } from './sent-secret.ts'

/** The leaks in the text, and in each decoding that the text seems to need. */
export function leaksIn(text: string, index: RunIndex, known: ReadonlyMap<string, SentSecret>): LeaksInText {
  const leaks = new Map<string, SecretLeak>()
  let chance = false
  const note = (where: string, how: string): void => {
    for (const hit of index.find(where)) {
      const { secret, encoding, start, end } = hit
      if (leaks.has(secret.value)) continue
      if (isChance(where, hit, known)) chance = true
      else leaks.set(secret.value, { secret, length: end - start, encoding: how + encoding })
    }
  }
  note(text, '')
  for (const piece of piecesOf(text)) for (const { encoding, decoded } of decodings(piece)) note(decoded, encoding)
  return { found: [...leaks.values()], chance }
}

/** The leaks in a text. */
export interface LeaksInText {
  readonly found: readonly SecretLeak[]
  /** True if a match was dismissed as chance. The match counts again if the same secret is sent again. */
  readonly chance: boolean
}

/** The number of last sent secrets for which a few hexadecimal digits count as a leak. */
const RECENT = 32

/**
 * True for a short hexadecimal match with a secret that was sent long ago. Ids are hexadecimal too: among thousands of keys, eight
 * digits match by chance about once a run. A match with a recent key is hardly ever chance.
 */
function isChance(text: string, { secret, start, end }: Hit, known: ReadonlyMap<string, SentSecret>): boolean {
  if (end - start >= SURE_RUN || !/^[0-9a-f]+$/i.test(text.slice(start, end))) return false
  return ![...known.keys()].slice(-RECENT).includes(secret.value)
}

/** The text in pieces, because decoding takes much memory. Pieces overlap by more than an encoded run. */
function* piecesOf(text: string): Iterable<string> {
  for (let start = 0; start === 0 || start + OVERLAP < text.length; start += PIECE - OVERLAP)
    yield text.slice(start, start + PIECE)
}

const PIECE = 100_000
const OVERLAP = 1_000
