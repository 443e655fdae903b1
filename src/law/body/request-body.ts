import { isJson } from '../../resource/shape/body-schema.ts'
import { sample } from 'fast-check'
import type { ApiContent, ApiOperation, DocumentSchema } from '../../document/api-document.ts'
import { isSchemaError } from '../../generate/errors.ts'
import { validValues } from '../../generate/valid-values.ts'
import { isObject } from '../../json/pointer.ts'
import { onceASchema } from './once-a-schema.ts'
import { flatten } from './flatten-schema.ts'
import { freeObject } from './free-object.ts'
import { plausibleValue, type Making } from './plausible-value.ts'
import { exampleOf } from './uri-example.ts'
import { standsTwice } from './stands-twice.ts'
import { refersToOthers } from './refers-to-others.ts'
import { isValidBy, type Validators } from './validators.ts'
import { withoutExcess } from './without-excess.ts'
import { holdsWord, isWord } from './words.ts'

/** A media type of an operation's body, and what the document says of it. */
export interface BodyContent extends ApiContent {
  readonly media: string
}

/** The content that is sent: JSON where the operation takes it, else a form, else any, else bytes. Undefined without a body that can be made. */
export function contentOf({ body }: ApiOperation, wanted?: string): BodyContent | undefined {
  const all = Object.entries(body?.content ?? {}).map(([media, content]) => ({ ...content, media }))
  return (
    all.find(({ media }) => media === wanted) ??
    all.find(({ media }) => isJson(media)) ??
    all.find(({ media }) => isForm(media)) ??
    all.find(({ media }) => media.includes('*')) ??
    all.find(({ media }) => isBytes(media))
  )
}

/** True for a media type whose bodies are text or bytes without a form that the document states. */
export function isBytes(media: string): boolean {
  return /^(?:application\/octet-stream|text\/plain|image\/)/i.test(media)
}

/** True for a media type whose bodies are fields. */
export function isForm(media: string): boolean {
  return /^(?:application\/x-www-form-urlencoded|multipart\/form-data)/i.test(media)
}

/** The ways to make a body, the most telling first. Each is tried where the target refuses the one before. */
export const WAYS = ['plausible', 'least', 'example', 'drawn'] as const
export type Way = (typeof WAYS)[number]

/** The means of making a body. */
export interface BodyMaking extends Making {
  readonly way: Way
  readonly validators: Validators
  /** The places of secrets, which keep the form that they have in an example. */
  readonly secrets?: readonly string[]
  /** The seed of a drawn body. */
  readonly seed: number
  /** True where another member has the values of an example: texts with a pattern are made anew too. */
  readonly isRenewed?: boolean
}

/** A body that keeps to the document. Undefined where this way makes none. */
export function makeBody(content: BodyContent, making: BodyMaking): unknown {
  const { way, validators, schemas, seed } = making
  const { schema = true, media } = content
  if (isBytes(media)) return way === 'plausible' ? making.word() : undefined
  const isValid = (value: unknown): boolean => isValidBy(value, schema, validators)
  if (way === 'example') {
    const ofProperties = plausibleValue(schema, { ...making, examples: true })
    const fitting = [...wholeExamples(content, schemas), ofProperties].find((one) => one !== undefined && isValid(one))
    return fitting === undefined ? undefined : withFreshWords(fitting, content, { making, isValid })
  }
  if (way === 'drawn') return drawnBody(schema, { schemas, seed })
  const free = way === 'plausible' ? freeObject(content, making) : undefined
  const made = free ?? plausibleValue(schema, { ...making, least: way === 'least' })
  if (made !== undefined && isValid(made)) return made
  const errorsOf = validators(schema)
  const less = made === undefined || errorsOf === undefined ? undefined : withoutExcess(made, errorsOf)
  if (less !== undefined) return less
  return way === 'plausible' && making.likened === undefined ? drawnBody(schema, { schemas, seed }) : undefined
}

/** The examples of a whole body: those of the media type, then that of the schema. */
function wholeExamples(
  { schema = true, example, otherExamples = [] }: ApiContent,
  schemas: Making['schemas'],
): readonly unknown[] {
  return [example, ...otherExamples, exampleOf(flatten(schema, schemas))].filter((one) => one !== undefined)
}

/**
 * An example with a word in each free text at its top, so that no two members are alike. A text that stands in the example twice, such as a
 * key and a name of it, stays.
 */
function withFreshWords(
  example: unknown,
  { schema = true }: BodyContent,
  { making, isValid }: { readonly making: BodyMaking; readonly isValid: (value: unknown) => boolean },
): unknown {
  const { properties } = flatten(schema, making.schemas)
  if (!isObject(example) || !isObject(properties)) return example
  let varied: Readonly<Record<string, unknown>> = example
  for (const [name, value] of Object.entries(example)) {
    const property = properties[name] as DocumentSchema | undefined
    if (typeof value !== 'string' || property === undefined || refersToOthers(name, {})) continue
    if (standsTwice(value, example)) continue
    if (making.secrets?.includes(`/${name}`) === true) continue
    const word = plausibleValue({ type: 'object', required: [name], properties: { [name]: property } }, making)
    const next = { ...varied, ...(isObject(word) ? word : {}) }
    const isFresh = isObject(word) && (making.isRenewed === true ? holdsWord(word[name]) : isWord(word[name]))
    if (isFresh && isValid(next)) varied = next
  }
  return varied
}

const valuesOf = onceASchema((schema, schemas) => validValues(schema, { schemas, declaredOnly: true }))

function drawnBody(schema: unknown, { schemas, seed }: Pick<BodyMaking, 'schemas' | 'seed'>): unknown {
  try {
    return sample(valuesOf(schema, schemas), { numRuns: 1, seed })[0]
  } catch (error) {
    if (isSchemaError(error)) return undefined
    throw error
  }
}

/** A body as bytes, with the media type to declare. */
export interface EncodedBody {
  readonly media: string
  readonly bytes: Uint8Array
}

const encoder = new TextEncoder()

/** A boundary of multipart parts that none of the texts holds. */
function boundaryFor(texts: readonly string[]): string {
  let boundary = 'part-7d1f3c'
  while (texts.some((text) => text.includes(boundary))) boundary += '-7d1f3c'
  return boundary
}

/** The name of a form field in a header, as browsers write it. */
function fieldName(name: string): string {
  return name.replaceAll(/["\r\n]/g, encodeURIComponent)
}

/**
 * Encodes a value in a media type.
 * @param deep the properties of a form whose parts are fields of their own
 */
export function encodeBody(value: unknown, media: string, deep: readonly string[] = []): EncodedBody {
  if (/^application\/x-www-form-urlencoded/i.test(media))
    return { media, bytes: encoder.encode(new URLSearchParams(fieldsOf(value, deep)).toString()) }
  if (/^multipart\/form-data/i.test(media)) {
    const fields = fieldsOf(value, deep)
    const boundary = boundaryFor(fields.flat())
    const parts = fields.map(
      ([name, text]) => `--${boundary}\r\nContent-Disposition: form-data; name="${fieldName(name)}"\r\n\r\n${text}\r\n`,
    )
    const bytes = encoder.encode(`${parts.join('')}--${boundary}--\r\n`)
    return { media: `multipart/form-data; boundary=${boundary}`, bytes }
  }
  if (isBytes(media) && typeof value === 'string') return { media, bytes: encoder.encode(value) }
  return { media: media.includes('*') ? 'application/json' : media, bytes: encoder.encode(JSON.stringify(value)) }
}

function fieldsOf(value: unknown, deep: readonly string[]): [string, string][] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, item]) =>
    deep.includes(name) || item === null
      ? deepFields(name, item)
      : [item].flat().map((one): [string, string] => [name, typeof one === 'string' ? one : JSON.stringify(one)]),
  )
}

/** The fields of a value by their places: `address[city]`, `images[0]` and `items[0][price]`. Null is an empty field, which unsets a value. */
function deepFields(name: string, value: unknown): [string, string][] {
  if (value === null) return [[name, '']]
  if (typeof value !== 'object') return [[name, typeof value === 'string' ? value : JSON.stringify(value)]]
  return Object.entries(value).flatMap(([key, item]) => deepFields(`${name}[${key}]`, item))
}
