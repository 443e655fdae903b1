import { formatPointer, valueAt } from '../../json/pointer.ts'
import { acceptedWith } from '../body/accepted.ts'
import { changed, type Drawn } from '../drawn.ts'
import type { Candidate, Build } from '../pool.ts'
import { type Rng, oneIn } from '../rng.ts'
import { placeSecrets } from '../../secrets/place-secrets.ts'
import { tellsNothing, withTellingSecrets } from '../../secrets/plain-secrets.ts'
import { changeSecrets, type SecretPlace } from '../../secrets/places.ts'
import type { Subject } from '../subject.ts'

/** Lengths around the 4 characters that a mask shows and the 8 characters of a run. */
const SHORT = [1, 2, 3, 4, 5, 8, 9]

/** A valid value with secrets of all kinds: a quarter realistic, a quarter short, the rest as drawn. */
export function withAnySecrets(subject: Subject, drawn: Drawn, rng: Rng): Omit<Candidate, 'name'> {
  const realistic = subject.secrets.filter(() => oneIn(4, rng))
  const short = subject.secrets.filter((place) => !realistic.includes(place) && oneIn(3, rng))
  const length = SHORT[rng.random.nextInt(0, SHORT.length - 1)] ?? 1
  const cut = (value: unknown) => changeSecrets(value, short, (text) => Array.from(text).slice(0, length).join(''))
  return { drawn: short.length === 0 ? drawn : changed(drawn, cut), build: acceptedAsDrawn(subject, realistic) }
}

/** Places realistic secrets, and replaces secrets that tell nothing. A plain secret such as "aaaaaaaa" would match innocent responses. */
export function acceptedAsDrawn(subject: Subject, realistic: readonly SecretPlace[]): Build {
  const accepted = acceptedWith(subject, [])
  return (value, seed) => {
    const placed = placeSecrets(value, realistic, seed)
    const distinctive = withTellingSecrets(placed, subject.secrets, seed)
    // A realistic secret matches a schema that wants a form.
    return (
      accepted(distinctive, seed) ??
      (distinctive === placed ? undefined : accepted(withRealForms(subject, placed, seed), seed))
    )
  }
}

function withRealForms({ secrets }: Subject, value: unknown, seed: string): unknown {
  const mute = secrets.filter(({ tokens, form }) => tellsNothing(valueAt(value, formatPointer(tokens)), form))
  return placeSecrets(value, mute, seed)
}
