import type { DocumentSchema } from '../../document/api-document.ts'
import { isObject } from '../../json/pointer.ts'
import { listOf } from '../../json/list-of.ts'
import { createSchema } from '../body/create-schema.ts'
import { documentsRefusedWrites } from '../body/documents-refusal.ts'
import { flatten } from '../body/flatten-schema.ts'
import { isValidBy } from '../body/validators.ts'
import { memberIn, withMember } from '../body/wrapped-member.ts'
import { acceptedProblems } from '../send/status-problem.ts'
import { isSuccess } from '../session/exchange.ts'
import { unlessNotVerified } from '../session/not-verified.ts'
import { alternativesOfCreate, createOf } from '../world/create-of-alternative.ts'
import type { CreateRequest } from '../world/create-request.ts'
import type { World } from '../world/world.ts'

/** The alternatives that are sent, and the properties that are left out of one, as counts. */
const MOST = 8
const MOST_LEFT_OUT = 3

/**
 * Holds the refusal of a create without a property that one of its alternatives alone requires, such as the priority of an MX record. The alternative with the
 * property has to be accepted before. The first alternative is in all other bodies.
 */
export async function holdAlternatives(world: World): Promise<void> {
  const [first, ...others] = alternativesOfCreate(world)
  if (first === undefined) return
  const tried = new Set(requiredOf(first, world))
  for (const schema of others.slice(0, MOST)) {
    const names = requiredOf(schema, world).filter((name) => !tried.has(name))
    const made = names.length === 0 ? undefined : createOf(schema, await world.body({ variant: 1 }), world)
    // A key in the path tells the alternatives apart, and others hold those.
    if (made === undefined || (made.own ?? []).length > 0) continue
    const answered = await unlessNotVerified(() => world.create(made))
    if (answered === undefined || !isSuccess(answered.answer)) continue
    for (const name of names.slice(0, MOST_LEFT_OUT)) {
      tried.add(name)
      await holdWithout(name, schema, world)
    }
  }
}

function requiredOf(schema: DocumentSchema, { document }: World): readonly string[] {
  return listOf(flatten(schema, document.schemas)['required']).filter((name) => typeof name === 'string')
}

async function holdWithout(name: string, schema: DocumentSchema, world: World): Promise<void> {
  const made = createOf(schema, await world.body({ variant: 1 }), world)
  const lacking = made === undefined ? undefined : without(name, made, world)
  if (lacking === undefined) return
  const { answer } = await world.create(lacking)
  const level = documentsRefusedWrites(world.resource, world.document) ? undefined : ('should' as const)
  world.expect(
    answer,
    acceptedProblems(answer, {
      what: `a body that breaks required ${name} of its alternative`,
      rule: 'required',
      level,
    }),
  )
}

/** The create without a property. Undefined where the document takes it so. */
function without(name: string, made: CreateRequest, world: World): CreateRequest | undefined {
  const member = memberIn(made.body, world.resource)
  if (!isObject(member) || !Object.hasOwn(member, name)) return undefined
  const { [name]: _left, ...rest } = member
  const body = withMember(made.body, rest, world.resource)
  return isValidBy(body, createSchema(world), world.validators) ? undefined : { ...made, body }
}
