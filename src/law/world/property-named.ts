import { isObject } from '../../json/pointer.ts'
import { plainName, wordsOf } from '../../words/words.ts'
import type { Answer } from '../session/exchange.ts'

/** Members of a refusal that hold the name or the place of a property, and those whose own members have such names. */
const PLACES = /^(?:fields?|pointer|path|param|parameter|property|propertyname|source|loc|location|attribute|target)$/i
const HOLDERS = /^(?:fields|errors|details|violations|invalidparams|validationerrors)$/i

/** The one property that a refusal names. Undefined for none, and for several. */
export function propertyNamed(answer: Refusal, names: readonly string[]): string | undefined {
  const [first, ...others] = propertiesNamed(answer, names)
  return others.length === 0 ? first : undefined
}

type Refusal = Pick<Answer, 'json' | 'text'>

/** The properties that a refusal names: at the places that its body states, else in its sentences. */
export function propertiesNamed({ json, text }: Refusal, names: readonly string[]): readonly string[] {
  const stated = [...fieldsAtTop(json), ...placesIn(json)].flatMap((place) => namesAt(place, names))
  return [
    ...new Set(
      stated.length > 0 ? stated : names.filter((name) => sentencesIn(json, text).some((one) => holdsName(one, name))),
    ),
  ]
}

/** The property at the end of a place such as `/data/quantity`, `body.quantity` or `items[0].quantity`. */
function namesAt(place: string, names: readonly string[]): readonly string[] {
  const last = plainName(place.split(/[/.[\]#]/).findLast((part) => part !== '' && !/^\d+$/.test(part)) ?? '')
  return names.filter((name) => plainName(name) === last)
}

/** The names at the top of a refusal that have lists of sentences, as Django REST framework writes them: `{ "owner": ["Unknown owner."] }`. */
function fieldsAtTop(json: unknown): readonly string[] {
  return isObject(json) ? Object.keys(json).filter((name) => areSentences(json[name])) : []
}

function areSentences(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string')
}

function placesIn(json: unknown): readonly string[] {
  if (Array.isArray(json)) return (json as unknown[]).flatMap(placesIn)
  if (!isObject(json)) return []
  return Object.entries(json).flatMap(([name, value]) => {
    const plain = plainName(name)
    if (PLACES.test(plain) && typeof value === 'string') return [value]
    if (PLACES.test(plain) && Array.isArray(value) && value.every((one) => typeof one !== 'object'))
      return plain === 'fields' ? value.map(String) : [String(value.at(-1))]
    const held = HOLDERS.test(plain) && isObject(value) ? Object.keys(value) : []
    return [...held, ...placesIn(value)]
  })
}

/** The texts of a refusal without the names of its members. */
function sentencesIn(json: unknown, text: string): readonly string[] {
  if (json === undefined) return [text]
  if (typeof json === 'string') return [json]
  if (Array.isArray(json)) return (json as unknown[]).flatMap((one) => sentencesIn(one, ''))
  return isObject(json) ? Object.values(json).flatMap((one) => sentencesIn(one ?? '', '')) : []
}

/** True for a text with the name of a property, in any spelling. */
export function holdsName(text: string, name: string): boolean {
  const words = wordsOf(name)
  return words.length > 0 && new RegExp(`(?<![a-z\\d])${words.join('[\\s_-]*')}(?![a-z\\d])`, 'i').test(text)
}
