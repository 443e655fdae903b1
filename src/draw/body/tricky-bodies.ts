import { boundaryValues, validValues } from '../../generate/index.ts'
import { formatPointer } from '../../json/pointer.ts'
import { acceptedWith } from './accepted.ts'
import { drawFrom, fixed } from '../drawn.ts'
import { EmptyPool } from '../empty-pool.ts'
import type { ExamplePool } from '../pool.ts'
import { freeTexts } from '../text/free-texts.ts'
import { lazily } from '../lazily.ts'
import type { Rng } from '../rng.ts'
import { type FreeText, trickyValue, type Parts } from './tricky-body.ts'
import { packsOf } from '../text/packs.ts'
import { type Fragment, FRAGMENTS } from '../text/tricky-text.ts'
import type { Subject } from '../subject.ts'
import type { Node } from './subschemas.ts'
import { allTextsMatch } from '../text/all-texts-match.ts'
import { LONGEST } from './portable-body.ts'

/**
 * Valid values with tricky free texts: many fragments at once, each fragment alone, then random sequences of fragments.
 * @throws EmptyPool if the subject has no free text.
 */
export function trickyBodies(subject: Subject): ExamplePool {
  const texts = freeTexts(subject)
  if (texts.length === 0) throw new EmptyPool(`${subject.title} hold no free text that could be tricky`)
  const fragments = FRAGMENTS.filter(({ text }) => allTextsMatch(subject.text.pattern)(text))
  const schema = restSchema(subject, texts)
  const random = lazily(() => validValues(schema))
  const build = acceptedWith(subject, subject.secrets)
  const [least] = boundaryValues(schema)
  return {
    boundaries: [
      ...manyAtOnce(texts, fragments),
      ...fragments.map(({ name, text }) => ({ name, parts: texts.map(() => [text]) })),
    ].map(({ name, parts }) => ({ name, drawn: trickyValue({ texts, rest: fixed(least?.value), parts }), build })),
    draw: (_run, rng) => ({
      name: 'random',
      drawn: trickyValue({ texts, rest: drawFrom(random(), rng), parts: drawParts(texts, fragments, rng) }),
      build,
    }),
  }
}

/** The packs of the text with most room. Each text starts with other fragments, so that a short text has others than a long one. */
function manyAtOnce(
  texts: readonly FreeText[],
  fragments: readonly Fragment[],
): readonly { readonly name: string; readonly parts: readonly Parts[] }[] {
  const packs = texts.map((text, index) =>
    packsOf(fragments, text, Math.floor((fragments.length * index) / texts.length)),
  )
  const fewest = Math.min(...packs.map(({ length }) => length))
  return Array.from({ length: fewest }, (_, turn) => ({
    name: `many at once, ${turn + 1}`,
    parts: packs.map((own) => own[turn] ?? []),
  }))
}

/** The schema of values with an empty text at each free text. */
function restSchema(subject: Subject, texts: readonly FreeText[]): Node {
  const pointers = texts.map(({ tokens }) => formatPointer(tokens))
  return subject.portable({
    secrets: 'placeholder',
    longest: LONGEST,
    present: pointers,
    instead: new Map(pointers.map((pointer) => [pointer, () => ({ const: '' })])),
  })
}

const MOST_PIECES = 4

/** Leaves out an optional text with a chance of one in three. At least one text stays. */
function drawParts(texts: readonly FreeText[], fragments: readonly Fragment[], { random }: Rng): readonly Parts[] {
  const kept = random.nextInt(0, texts.length - 1)
  return texts.map(({ optional }, index): Parts => {
    if (optional && index !== kept && random.nextInt(0, 2) === 0) return undefined
    const count = random.nextInt(1, MOST_PIECES)
    return Array.from({ length: count }, () => fragments[random.nextInt(0, fragments.length - 1)]?.text ?? '')
  })
}
