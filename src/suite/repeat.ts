import { isObject } from '../json/pointer.ts'
import { escape, referenceIn, unescape } from '../json/references.ts'
import type { Mistake } from '../source/mistake.ts'
import type { YamlSource } from '../source/yaml-source.ts'

type Path = readonly (string | number)[]
type Raw = Readonly<Record<string, unknown>>

/** The maximum number of characters of a repeated text. */
const MOST = 1_000_000

/** The value with each `{ $repeat: TEXT, times: N }` replaced by N copies of the text. */
export function expandRepeats(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(expandRepeats)
  if (!isObject(value)) return value
  const { $repeat, times } = value
  if ($repeat !== undefined) return escape(String(unescape($repeat)).repeat(Number(times)))
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, expandRepeats(item)]))
}

/** Mistakes of `$repeat`: it is allowed only in place of a JSON value, and needs a text and a number. */
export function checkRepeats(source: YamlSource, raw: Raw, at: Path): readonly Mistake[] {
  return repeatsIn(raw, []).flatMap(([repeat, place]) => {
    const message = takesRepeat(place) ? whyWrong(repeat) : MISPLACED
    return message === undefined ? [] : [{ message, at: source.locate([...at, ...place, '$repeat'], 'key') }]
  })
}

const MISPLACED = '"$repeat" is allowed only in a column, in "json" and in "to"'

function whyWrong({ $repeat: text, times, ...more }: Raw): string | undefined {
  const [other] = Object.keys(more)
  if (other !== undefined) return `"${other}" is not allowed beside "$repeat"; only "times" is`
  if (typeof text !== 'string' || text === '' || referenceIn(text) !== undefined)
    return '"$repeat" needs a text that is neither empty nor a reference'
  if (typeof times !== 'number' || !Number.isInteger(times) || times < 1)
    return '"$repeat" needs "times": a whole number, 1 or more'
  return Array.from(text).length * times > MOST ? `"$repeat" makes at most ${MOST} characters` : undefined
}

function repeatsIn(value: unknown, at: Path): readonly (readonly [Raw, Path])[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => repeatsIn(item, [...at, index]))
  if (!isObject(value)) return []
  if (Object.hasOwn(value, '$repeat')) return [[value, at]]
  return Object.entries(value).flatMap(([key, item]) => repeatsIn(item, [...at, key]))
}

/** True for a place that takes a JSON value: in a column, or in a body under `json` or `set`. */
function takesRepeat([word, ...place]: Path): boolean {
  if (word === 'each' || word === 'rows') return place.length > 1
  const body = [word, ...place].indexOf('body')
  return body >= 0 && (place[body] === 'json' || (place[body] === 'set' && place.includes('to')))
}
