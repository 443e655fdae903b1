import { createMasks, type Masks } from './mask-text.ts'
import { createRunIndex } from './run-index.ts'
import { RUN } from './run-length.ts'
import { leaksIn } from './search-leaks.ts'
import { formsOf, hiddenPart } from './secret-forms.ts'
import type { SecretLeak, SecretSearch, SentSecret } from './sent-secret.ts'
import { createWholeSecrets } from './whole-secrets.ts'

/** The secrets that were sent. All responses and all output are searched for these. */
export interface Secrets extends SecretSearch, Masks {
  /** The length of the longest secret, in UTF-16 units. */
  readonly longest: () => number
  /** True if any secret sent so far ends with this text. */
  readonly endsAny: (tail: string) => boolean
  /** True for a secret that the run has drawn, as a whole. */
  readonly isDrawn: (value: string) => boolean
  /**
   * Adds a secret of the run's own, such as a password of the configuration. It is masked as a whole, and no answer is judged by it. The
   * contract says nothing of credentials, and a short one may be a word of any answer.
   */
  readonly addWhole: (secret: string) => void
  /**
   * Adds a value that an answer shows in the place of a secret, and that the run has not sent, such as the key of a member of others. It is
   * masked as a whole, and no answer is judged by it. Masks and short texts are left out, and so are all after the first two hundred.
   */
  readonly addShown: (value: string) => void
  /**
   * A text that may stand anywhere, such as the id of a group: a part of a secret that it has too is no leak. Call it before a secret is
   * added.
   */
  readonly allow: (text: string) => void
  /** Adds a secret whose runs are searched for. */
  readonly add: (secret: SentSecret) => void
}

/** The length of a text whose result is remembered, and the number of remembered texts. */
const REMEMBERED = 200
const MOST_REMEMBERED = 1000

function remember(clean: Set<string>, text: string): void {
  if (clean.size >= MOST_REMEMBERED) clean.clear()
  clean.add(text)
}

/** The most secrets that are searched for, as a count: each takes about 2 kB. The oldest secret gives way. */
const MOST_KNOWN = 10_000

/** An empty set of secrets. */
export function createSecrets(): Secrets {
  const index = createRunIndex()
  /** The secrets by value, the last sent at the end. */
  const known = new Map<string, SentSecret>()
  /** The secrets shorter than a run, credentials among these: masked only as a whole. */
  const short = new Set<string>()
  const whole = createWholeSecrets(short)
  const strengths = new Set<SentSecret['redaction']['strength']>()
  let longest = 0
  /** Searched texts, mostly headers, without a secret. A secret that is drawn later cannot stand in these. */
  const clean = new Set<string>()
  /** The last result: the same body is searched for secrets of each strength. */
  let last: { readonly text: string; readonly leaks: readonly SecretLeak[] } | undefined
  return {
    longest: () => Math.max(longest, whole.longest()),
    endsAny: (tail) => endsAny(known.keys(), tail),
    isDrawn: (value) => known.get(value)?.isDrawn === true && !whole.has(value),
    allow: index.allow,
    add(secret) {
      if (secret.value === '') return
      const same = known.get(secret.value)
      known.delete(secret.value)
      known.set(secret.value, same ?? secret)
      if (same !== undefined) return
      longest = Math.max(longest, secret.value.length)
      last = undefined
      const hidden = hiddenPart(secret)
      if (hidden.length < RUN) short.add(secret.value)
      else strengths.add(secret.redaction.strength)
      for (const form of formsOf(hidden)) index.add(secret, form)
      const oldest = dropOldest(known)
      short.delete(oldest?.value ?? '')
      if (oldest !== undefined) index.remove(oldest)
    },
    addWhole: whole.add,
    addShown(value) {
      if (!known.has(value)) whole.addShown(value)
    },
    find(text) {
      if (clean.has(text)) return []
      if (last?.text === text) return last.leaks
      const { found: leaks, chance } = leaksIn(text, index, known)
      if (leaks.length === 0 && !chance && text.length <= REMEMBERED) remember(clean, text)
      else last = { text, leaks }
      return leaks
    },
    knows: (strength) => strengths.has(strength),
    ...createMasks(index, short, whole.forms),
  }
}

/** Without a copy of the values: a server with unstable ids asks for this at each answer. */
function endsAny(values: Iterable<string>, tail: string): boolean {
  for (const value of values) if (value.endsWith(tail)) return true
  return false
}

/** Drops the oldest secret beyond the limit, and returns it. */
function dropOldest(known: Map<string, SentSecret>): SentSecret | undefined {
  const [oldest] = known.size > MOST_KNOWN ? known.values() : []
  if (oldest !== undefined) known.delete(oldest.value)
  return oldest
}
