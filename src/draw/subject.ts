import type { Contract, Variant } from '../contract/contract.ts'
import type { Validate } from '../contract/validators.ts'
import { parsePointer, valueAt } from '../json/pointer.ts'
import { buildPayload } from './body/payload.ts'
import { changeAt } from '../json/change-at.ts'
import { type Declared, declaredProperties, schemaAt } from './body/declared-properties.ts'
import type { DrawingContext, ValueDrawing } from './drawing.ts'
import { EmptyPool } from './empty-pool.ts'
import { goodBody } from './body/good-body.ts'
import { placesWithin, type SecretPlace } from '../secrets/places.ts'
import { remembered } from './remembered.ts'
import { resolvedSchema } from './body/resolved-schema.ts'
import { type Node, textsListed } from './body/subschemas.ts'
import { portableBody, type PortableOptions } from './body/portable-body.ts'

/** What values are drawn of: the bodies of a key, or one property of them. Pointers lead into the value, unless they say otherwise. */
export interface Subject {
  readonly part: 'body' | 'property'
  /** What a message calls it. */
  readonly title: string
  /** Makes its portable schema. */
  readonly portable: (options: PortableOptions) => Node
  /** Judges a value by the schema of the contract. */
  readonly errorsOf: Validate
  /** The properties it declares; itself too, where it is one. */
  readonly declared: readonly Declared[]
  readonly secrets: readonly SecretPlace[]
  /** The property that holds the key, where it is here. */
  readonly key: { readonly pointer: string; readonly others: readonly string[] } | undefined
  /** A value that is accepted and holds all that it can. */
  readonly good: unknown
  readonly text: Contract['portableText']
  /** The number of its key among the keys: what is too much for each of them is distributed by it. */
  readonly turn: number
  /** The texts that the bodies of other keys list for the property at a place. */
  readonly listedElsewhere: (pointer: string) => readonly string[]
}

/** @throws EmptyPool where the contract has no such key, the key no such property, or no body is accepted. */
export function openSubject(drawing: ValueDrawing, context: Omit<DrawingContext, 'seed'>): Subject {
  const { key } = drawing
  const body = remembered(context.contract, `bodies of ${key}`, () => bodySubject(key, context))
  return drawing.part === 'body' ? body : propertySubject(body, drawing.at)
}

function bodySubject(key: string, { contract, validators }: Omit<DrawingContext, 'seed'>): Subject {
  const { resource, portableText } = contract
  const variant = resource.variants[key]
  if (variant === undefined) throw new EmptyPool(`there is no schema for bodies of ${key}`)
  const stated = resolvedSchema(contract.schemas, variant.request)
  const secrets = secretPlaces(variant, stated)
  const portable = (options: PortableOptions) => portableBody(stated, { contract, key, secrets }, options)
  const validate = validators(variant.request)
  const title = `bodies of ${key}`
  const full = buildPayload(contract, { key, payload: 'full', seed: 'good' })
  const good = goodBody({ portable, secrets, errorsOf: validate, full, title })
  const { pointer, values } = resource.key
  return {
    part: 'body',
    title,
    portable,
    errorsOf: validate,
    declared: declaredProperties(stated),
    secrets,
    key: { pointer, others: values.filter((each) => each !== key) },
    good,
    text: portableText,
    turn: values.indexOf(key),
    listedElsewhere: (at) => listedElsewhere(contract, key, at),
  }
}

function listedElsewhere({ resource, schemas }: Contract, key: string, pointer: string): readonly string[] {
  const others = Object.entries(resource.variants).filter(([each]) => each !== key)
  const listed = others.flatMap(([, { request }]) =>
    textsListed(schemaAt(resolvedSchema(schemas, request), parsePointer(pointer)) ?? {}),
  )
  return pointer === resource.key.pointer ? [] : [...new Set(listed)]
}

function secretPlaces({ redactions }: Variant, stated: Node): readonly SecretPlace[] {
  return Object.entries(redactions).map(([pointer, { form }]) => {
    const tokens = parsePointer(pointer)
    return { tokens, pointer, form, free: saysNoMore(schemaAt(stated, tokens) ?? {}) }
  })
}

const OF_TEXTS = ['minLength', 'maxLength', 'pattern', 'enum', 'const', 'allOf', 'anyOf', 'oneOf', 'not']

/** Whether a schema says of texts no more than that they are texts. The format `password` is a hint, and asserts nothing. */
function saysNoMore(schema: Node): boolean {
  const { format = 'password' } = schema
  return format === 'password' && !OF_TEXTS.some((keyword) => keyword in schema)
}

/** A property of bodies: its values are judged in a good one. */
function propertySubject(body: Subject, at: string): Subject {
  const isWithin = (pointer: string) => pointer === at || pointer.startsWith(`${at}/`)
  const declared = body.declared.filter(({ pointer }) => isWithin(pointer))
  if (declared.length === 0) throw new EmptyPool(`${body.title} declare no property at "${at}"`)
  return {
    part: 'property',
    title: `values of ${at} in ${body.title}`,
    portable: (options) => portablePart(body, at, options),
    errorsOf: errorsIn(body, at),
    declared: declared.map((each) => ({ ...each, pointer: each.pointer.slice(at.length) })),
    secrets: placesWithin(body.secrets, at),
    key:
      body.key && isWithin(body.key.pointer) ? { ...body.key, pointer: body.key.pointer.slice(at.length) } : undefined,
    good: valueAt(body.good, at),
    text: body.text,
    turn: body.turn,
    listedElsewhere: (pointer) => body.listedElsewhere(`${at}${pointer}`),
  }
}

function portablePart(
  body: Subject,
  at: string,
  { instead = new Map(), present = [], ...options }: PortableOptions,
): Node {
  const whole = body.portable({
    ...options,
    instead: new Map([...instead].map(([pointer, change]) => [`${at}${pointer}`, change])),
    present: present === 'all' ? present : present.map((pointer) => `${at}${pointer}`),
  })
  const part = schemaAt(whole, parsePointer(at)) ?? {}
  return '$defs' in whole ? { ...part, $defs: whole['$defs'] } : part
}

/** The errors that a value has as the property of a good body, with their places in the value. */
function errorsIn(body: Subject, at: string): Validate {
  const tokens = parsePointer(at)
  return (value) =>
    body.errorsOf(changeAt(body.good, tokens, () => value)).map((error) => ({
      ...error,
      instancePath: error.instancePath.startsWith(at) ? error.instancePath.slice(at.length) : `..${error.instancePath}`,
    }))
}
