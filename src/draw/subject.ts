import { variantOf } from '../contract/keys.ts'
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

/** The subject of a drawing: the bodies of a key, or a property of the bodies. Pointers lead into the value. */
export interface Subject {
  readonly part: 'body' | 'property'
  /** The name of the subject in messages. */
  readonly title: string
  /** The portable schema of the subject. */
  readonly portable: (options: PortableOptions) => Node
  /** The errors of a value by the schema of the contract. */
  readonly errorsOf: Validate
  /** The declared properties, including the subject property. */
  readonly declared: readonly Declared[]
  readonly secrets: readonly SecretPlace[]
  /** The property that holds the key; undefined outside the subject. */
  readonly key: { readonly pointer: string; readonly others: readonly string[] } | undefined
  /** An accepted value with all properties that go together. */
  readonly good: unknown
  readonly text: Contract['portableText']
  /** The index of the key. Mutations that are too many for each key are distributed by the index. */
  readonly turn: number
  /** The texts that bodies of other keys list for the property at a pointer. */
  readonly listedElsewhere: (pointer: string) => readonly string[]
}

/**
 * The subject of a drawing.
 * @throws EmptyPool if the contract has no such key, or the key no such property; UndrawableSchema if no body is accepted.
 */
export function openSubject(drawing: ValueDrawing, context: Omit<DrawingContext, 'seed'>): Subject {
  const { key } = drawing
  const body = remembered(context.contract, `bodies of ${key}`, () => bodySubject(key, context))
  if (drawing.part === 'property') return propertySubject(body, drawing.at)
  return { ...body, turn: body.turn + (drawing.turn ?? 0) }
}

function bodySubject(key: string, { contract, validators }: Omit<DrawingContext, 'seed'>): Subject {
  const { resource, portableText } = contract
  const variant = variantOf(contract, key)
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
    turn: Math.max(0, values.indexOf(key)),
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

/** True if a schema accepts every text. The format `password` is a hint without assertion. */
function saysNoMore(schema: Node): boolean {
  const { format = 'password' } = schema
  return format === 'password' && !OF_TEXTS.some((keyword) => keyword in schema)
}

/** A property of the bodies, judged as part of a good body. */
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

/** The errors of a value as the property of a good body, with pointers into the value. */
function errorsIn(body: Subject, at: string): Validate {
  const tokens = parsePointer(at)
  return (value) =>
    body.errorsOf(changeAt(body.good, tokens, () => value)).map((error) => ({
      ...error,
      instancePath: error.instancePath.startsWith(at) ? error.instancePath.slice(at.length) : `..${error.instancePath}`,
    }))
}
