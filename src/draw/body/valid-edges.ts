import { formatPointer, parsePointer, valueAt } from '../../json/pointer.ts'
import { drawSecret } from '../../secrets/draw-secret.ts'
import { acceptedWith } from './accepted.ts'
import { changeAt } from '../../json/change-at.ts'
import { combinations } from './combinations.ts'
import type { Drawn } from '../drawn.ts'
import type { Candidate, Build } from '../pool.ts'
import { freeTexts } from '../text/free-texts.ts'
import { placeSecrets } from '../../secrets/place-secrets.ts'
import { changeSecrets } from '../../secrets/places.ts'
import { serialised } from '../serialised.ts'
import type { Subject } from '../subject.ts'

interface Means {
  /** The pointers at which null is accepted. */
  readonly nullable: readonly string[]
  /** Wraps a value so that the value can shrink. */
  readonly drawnAs: (value: unknown) => Drawn
}

/** Valid values at the edge of no single rule: combinations of properties, and texts that resemble other data. */
export function validEdges(subject: Subject, { nullable, drawnAs }: Means): readonly Candidate[] {
  const plain = acceptedWith(subject, subject.secrets)
  const good = withPlaceholders(subject, subject.good)
  const edges = [
    ...combinations({ ...subject, good }, nullable).map((value) => ({ name: 'a combination', value, build: plain })),
    ...lengths({ ...subject, good }).map((each) => ({ ...each, build: plain })),
    ...[...FORMS, EQUAL].flatMap(({ name, change }) => {
      const build = changedBy(subject, change)
      const isOther = JSON.stringify(build(good, '')?.value) !== JSON.stringify(plain(good, '')?.value)
      return isOther ? [{ name, value: good, build }] : []
    }),
  ]
  return edges
    .filter(({ value, build }) => build(value, '') !== undefined)
    .map(({ name, value, build }) => ({ name, drawn: drawnAs(value), build }))
}

/** The value with placeholders for secrets. */
function withPlaceholders({ secrets }: Subject, value: unknown): unknown {
  return changeSecrets(value, secrets, (_, { form }) => drawSecret(form, 'placeholder'))
}

/** The common sizes of database columns, buffers and blocks, in characters. */
const LENGTHS = [16, 32, 50, 63, 64, 65, 100, 127, 128, 129, 200, 255, 256, 257, 511, 512, 513]

/** Values in which all free texts that allow a length have this length. */
function lengths(subject: Subject): readonly { readonly name: string; readonly value: unknown }[] {
  const texts = freeTexts(subject)
  return LENGTHS.flatMap((length) => {
    const fitting = texts.filter(({ min, max }) => length >= min && length <= max)
    if (fitting.length === 0) return []
    let value = subject.good
    for (const { tokens } of fitting) value = changeAt(value, tokens, () => textOf(length))
    return [{ name: `${length} characters`, value }]
  })
}

function textOf(length: number): string {
  return 'abcdefghij'.repeat(Math.ceil(length / 10)).slice(0, length)
}

/** Changes a value that holds secrets already. */
type Change = (value: unknown, subject: Subject) => unknown

/** Builds a changed value; undefined if the unchanged value is refused. */
function changedBy(subject: Subject, change: Change): Build {
  return (value, seed) => {
    const placed = serialised(placeSecrets(value, subject.secrets, seed))
    if (subject.errorsOf(placed).length > 0) return undefined
    return { value: change(placed, subject) }
  }
}

const FORMS = [
  { name: 'nothing but digits', spell: (text: string) => text.replaceAll(/\p{L}/gu, digitFor) },
  { name: 'nothing but letters', spell: (text: string) => text.replaceAll(/\d/g, letterFor) },
  { name: 'in upper case', spell: (text: string) => text.toUpperCase() },
  { name: 'in lower case', spell: (text: string) => text.toLowerCase() },
].map(({ name, spell }) => ({ name, change: eachPattern(spell) }))

function digitFor(letter: string): string {
  return String(letter.charCodeAt(0) % 10)
}

function letterFor(digit: string): string {
  return 'abcdef'.charAt(Number(digit) % 6)
}

/** Respells each text with a pattern, if the result still matches. */
function eachPattern(spell: (text: string) => string): Change {
  return (value, { declared, errorsOf }) => {
    let changing = value
    for (const { pointer, schema } of declared) {
      const text = valueAt(changing, pointer)
      if (!('pattern' in schema) || typeof text !== 'string') continue
      const changed = changeAt(changing, parsePointer(pointer), () => spell(text))
      if (errorsOf(changed).length === 0) changing = changed
    }
    return changing
  }
}

/** All free texts are equal, and all secrets of a form are equal. */
const EQUAL: { readonly name: string; readonly change: Change } = {
  name: 'equal texts',
  change: (value, subject) => {
    const texts = freeTexts(subject).map(({ tokens }) => tokens)
    const forms = new Set(subject.secrets.map(({ form }) => form))
    const secrets = [...forms].map((form) =>
      subject.secrets.filter((each) => each.form === form).map(({ tokens }) => tokens),
    )
    let changing = value
    for (const [first, ...others] of [texts, ...secrets])
      for (const tokens of others) {
        const text = valueAt(changing, formatPointer(first ?? []))
        const changed = changeAt(changing, tokens, (old) =>
          typeof text === 'string' && typeof old === 'string' ? text : old,
        )
        if (subject.errorsOf(changed).length === 0) changing = changed
      }
    return changing
  },
}
