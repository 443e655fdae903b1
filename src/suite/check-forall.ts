import type { Mistake } from '../source/mistake.ts'
import { isObject } from '../json/pointer.ts'
import { mistakeAtKey, type YamlSource } from '../source/yaml-source.ts'
import { referencesIn } from '../json/references.ts'
import { checkMended } from './check-mended.ts'
import { FORMER_MODES } from './former-words.ts'

type Path = readonly (string | number)[]
type Raw = Readonly<Record<string, unknown>>

/** The names that `forall` adds to a case: the drawn part, and for an invalid value also the invalid place. */
export function drawnNames(raw: Raw): readonly string[] {
  if (!isObject(raw['forall'])) return []
  if (raw['forall']['history'] !== undefined) return ['key', 'place']
  return [...Object.keys(raw['forall']), ...(isInvalid(raw['forall']) ? ['place'] : [])]
}

/** Mistakes in `forall`, and in the words that need a `forall`. */
export function checkForall(source: YamlSource, raw: Raw, at: Path): readonly Mistake[] {
  const { forall } = raw
  if (!isObject(forall)) return checkWords(source, raw, at)
  // A move has no twin: a target that refuses every request fails the moves that must succeed.
  if (forall['history'] !== undefined) return []
  const place = [...at, 'forall']
  return [
    ...checkPart(source, forall, place),
    ...checkUse(source, raw, place),
    ...(isInvalid(forall) ? checkTwin(source, raw, at) : checkWords(source, raw, at)),
  ]
}

/** Mistakes of a case that draws no invalid value. */
function checkWords(source: YamlSource, raw: Raw, at: Path): readonly Mistake[] {
  return [
    ...checkMended(source, raw, at),
    ...placesOf('refused', raw, at).map((place) =>
      mistakeAtKey(
        source,
        place,
        '"refused" needs a "forall" that draws invalid values; write the expected status instead, such as { status: 400 }',
      ),
    ),
  ]
}

function checkTwin(source: YamlSource, raw: Raw, at: Path): readonly Mistake[] {
  const mended = placesOf('mended', raw, at)
  if (mended.length > 0)
    return mended.map((place) =>
      mistakeAtKey(source, place, 'delete "mended": the tool itself makes the drawn value valid'),
    )
  if (placesOf('twin', raw, at).length > 0) return []
  const message =
    'add "twin": the expectations of the same request with a valid value; without it, a target that refuses every request passes'
  return [mistakeAtKey(source, [...at, 'forall'], message)]
}

function checkPart(source: YamlSource, forall: Raw, at: Path): readonly Mistake[] {
  const [part = ''] = Object.keys(forall)
  const drawing = isObject(forall[part]) ? forall[part] : {}
  const place = [...at, part]
  if (part === 'property' && drawing['of'] === undefined)
    return [mistakeAtKey(source, place, '"property" needs "of": the key whose body has the property')]
  const tricky = ['tricky', ...FORMER_MODES.keys()].find((mode) => drawing[mode] !== undefined)
  if ((part === 'query' || part === 'path') && tricky !== undefined)
    return [mistakeAtKey(source, [...place, tricky], `"${tricky}" is for a body or a property, not for ${part}`)]
  if (part !== 'body' && drawing['malformed'] !== undefined)
    return [mistakeAtKey(source, [...place, 'malformed'], `"malformed" is for a body, not for ${part}`)]
  if (drawing['secrets'] !== undefined && drawing['valid'] === undefined)
    return [
      mistakeAtKey(
        source,
        [...place, 'secrets'],
        '"secrets" is for a valid body; the secrets of other bodies are always realistic',
      ),
    ]
  return []
}

function checkUse(source: YamlSource, raw: Raw, at: Path): readonly Mistake[] {
  const { forall, ...rest } = raw
  const [part = ''] = Object.keys(forall as Raw)
  const used = referencesIn(rest).some(({ name }) => name === part)
  return used
    ? []
    : [mistakeAtKey(source, at, `the drawn value is not used; write $${part} where it belongs, or delete "forall"`)]
}

function isInvalid(forall: Raw): boolean {
  return Object.values(forall).some(
    (drawing) => isObject(drawing) && (drawing['invalid'] ?? drawing['malformed']) !== undefined,
  )
}

/** The places where a word stands as a key, request contents excluded. */
function placesOf(word: string, value: unknown, at: Path): readonly Path[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => placesOf(word, item, [...at, index]))
  if (!isObject(value)) return []
  return Object.entries(value).flatMap(([key, item]) =>
    key === word ? [[...at, key]] : SENT.has(key) ? [] : placesOf(word, item, [...at, key]),
  )
}

const SENT = new Set(['send', 'mended', 'rows', 'each', 'given', 'save'])
