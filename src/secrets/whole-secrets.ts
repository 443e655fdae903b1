import { addNew } from '../json/add-new.ts'
import { isPlaceholder } from './is-placeholder.ts'
import { RUN } from './run-length.ts'
import { wholeForms } from './secret-forms.ts'

/** Secrets that are masked as a whole. */
export interface WholeSecrets {
  readonly add: (secret: string) => void
  /** Adds a value that an answer shows in the place of a secret. Masks and short texts are left out, and so are all after the first ones. */
  readonly addShown: (value: string) => void
  readonly has: (value: string) => boolean
  /** The length of the longest, in UTF-16 units. */
  readonly longest: () => number
  /** The forms that a text may contain without escapes. */
  readonly forms: ReadonlySet<string>
}

/** The most values that answers show in places of secrets, as a count: each text is searched for each of them. */
const MOST_SHOWN = 200
/** The shortest of them, in characters: a shorter one may be a word of any answer. */
const SHORTEST_SHOWN = 8

/** An empty set of whole secrets. Those that are shorter than a run are put into `short`. */
export function createWholeSecrets(short: Set<string>): WholeSecrets {
  const whole = new Set<string>()
  const shown = new Set<string>()
  const forms = new Set<string>()
  let longest = 0
  const add = (secret: string): void => {
    if (secret.length < RUN) short.add(secret)
    if (secret.length < RUN || !addNew(whole, secret)) return
    longest = Math.max(longest, secret.length)
    for (const form of wholeForms(secret)) forms.add(form)
  }
  return {
    add,
    addShown(value) {
      if (value.length < SHORTEST_SHOWN || shown.size >= MOST_SHOWN || isPlaceholder(value)) return
      shown.add(value)
      add(value)
    },
    has: (value) => whole.has(value),
    longest: () => longest,
    forms,
  }
}
