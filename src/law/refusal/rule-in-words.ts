import { createdSchemaAt } from '../body/create-schema.ts'
import type { ApiDocument, DocumentSchema } from '../../document/api-document.ts'
import { saysRefusesEffect } from '../../document/says/says-refuses-effect.ts'
import { saysRule } from '../../document/says/says-rule.ts'
import { sentencesOf } from '../../document/says/sentences-of.ts'
import { objectOf } from '../../json/list-of.ts'
import { flatten, type FlatSchema } from '../body/flatten-schema.ts'
import { onceASchema } from '../body/once-a-schema.ts'
import { memberIn } from '../body/wrapped-member.ts'
import type { Answer } from '../session/exchange.ts'
import { holdsName, propertiesNamed } from '../world/property-named.ts'
import type { World } from '../world/world.ts'

/**
 * True for a refused create that may break a rule in words, such as "At most the capacity of the room". Each property that the refusal
 * names has such a rule in its description. Or an object or a list around it has one, or the whole body, or the operation. Or the
 * operation refuses an amount for what it would lead to. Any other refusal contradicts the schema.
 */
export function mayBreakRule(
  { answer, body }: { readonly answer: Answer; readonly body: unknown },
  world: World,
): boolean {
  const { resource, document } = world
  const create = world.operation(resource.create?.operation ?? '')
  const rules = sentencesOf(create.description).filter(saysRule)
  const schema = createdSchemaAt(world)
  const whole = flatten(schema ?? true, document.schemas)
  const unknown = Object.keys(objectOf(memberIn(body, resource))).map((name) => ({ path: [name], isRuled: false }))
  const places = placesOf(schema ?? true, document.schemas)
  const isKnown = (name: string | undefined): boolean => places.some(({ path }) => path[0] === name)
  const all = [...places, ...unknown.filter(({ path }) => !isKnown(path[0]))]
  const names = new Set(propertiesNamed(answer, [...new Set(all.map(({ path }) => path.at(-1) ?? ''))]))
  const named = all.filter(({ path }) => names.has(path.at(-1) ?? ''))
  // A refusal that names a property within an object often names the object too.
  const innermost = named.filter(({ path }) => !named.some((other) => isWithin(other.path, path)))
  const hasRule = ({ path, isRuled }: NamedPlace): boolean =>
    isRuled || rules.some((sentence) => holdsName(sentence, path.at(-1) ?? ''))
  // A refusal may name an object alone for a rule of a property within it.
  const holdsRule = (place: NamedPlace): boolean =>
    hasRule(place) || places.some(({ path, isRuled }) => isRuled && isWithin(path, place.path))
  const atTop = named.filter(({ path }) => path.length === 1)
  const isExplained = named.length > 0 && ((atTop.length > 0 && atTop.every(hasRule)) || innermost.every(holdsRule))
  if (isExplained || (named.length > 0 && whole['x-rule'] === true)) return true
  return saysRefusesEffect(create.description) && mayBeAmount(named, memberIn(body, resource))
}

/** True where a refusal may be about a number at the top of a body: it names one, or no property. */
function mayBeAmount(named: readonly NamedPlace[], member: unknown): boolean {
  const numbers = Object.entries(objectOf(member)).filter(([, value]) => typeof value === 'number')
  return named.length === 0
    ? numbers.length > 0
    : named.some(({ path }) => path.length === 1 && numbers.some(([name]) => name === path[0]))
}

/** A property with the names around it, and whether it or what is around it has a rule in words. */
interface NamedPlace {
  readonly path: readonly string[]
  readonly isRuled: boolean
}

function isWithin(path: readonly string[], around: readonly string[]): boolean {
  return path.length > around.length && around.every((name, index) => path[index] === name)
}

/** The most objects and lists around a property that is looked at, as a count: a schema may contain itself. */
const DEEPEST = 3

const placesOf = onceASchema((schema, schemas) => {
  const known = schemas as ApiDocument['schemas']
  return namedPlaces(flatten(schema as DocumentSchema, known), known)
})

/** The properties of an object, of objects within it, and of items of its lists. */
function namedPlaces(
  { properties }: FlatSchema,
  schemas: ApiDocument['schemas'],
  around: NamedPlace = { path: [], isRuled: false },
): readonly NamedPlace[] {
  if (around.path.length >= DEEPEST) return []
  return Object.entries(objectOf(properties)).flatMap(([name, property]) => {
    const schema = flatten(property as DocumentSchema, schemas)
    const place = { path: [...around.path, name], isRuled: around.isRuled || schema['x-rule'] === true }
    const { items } = schema
    const inner = items === undefined ? schema : flatten(items as DocumentSchema, schemas)
    return [place, ...namedPlaces(inner, schemas, place)]
  })
}
