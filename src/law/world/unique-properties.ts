import { objectOf } from '../../json/list-of.ts'
import { formatPointer } from '../../json/pointer.ts'
import { guess } from '../../resource/fact.ts'
import type { Fact, Pointer } from '../../resource/model.ts'
import { memberIn, withMember } from '../body/wrapped-member.ts'
import type { Answer } from '../session/exchange.ts'
import { NotVerified } from '../session/not-verified.ts'
import { memberSchema } from './optional-properties.ts'
import { ownParameters } from '../body/paths.ts'
import { secretPointers } from '../send/secrets-of.ts'
import type { World } from './world.ts'

/** The most properties that are tried alone, as a count. */
const MOST_TRIED = 6

/**
 * The properties that are unique by the contract, else by the answers of the target.
 * @throws NotVerified where there is none.
 */
export async function uniqueProperties(world: World): Promise<readonly Fact<Pointer>[]> {
  const stated = world.resource.unique
  const found = stated.length > 0 ? stated : await world.foundUnique()
  if (found.length === 0) throw new NotVerified(`${UNSTATED}, and no create with a text of another member was refused`)
  return found
}

const UNSTATED = 'the contract does not say which property of a member is unique'

/**
 * The required properties at the top of a member whose texts no two members share, as the answers of the target show it. A create with all
 * texts of another member is refused, and so is one with that text alone. Bodies with other texts are accepted.
 * @throws NotVerified where no member can be made, and where a body has no such text.
 */
export async function findUnique(world: World): Promise<readonly Fact<Pointer>[]> {
  const first = await world.some()
  const base = await world.body({ parent: first.parent })
  const names = differentTexts(first.sent, memberIn(base.body, world.resource)).filter((name) =>
    mayBeUnique(name, world),
  )
  const repeat = async (repeated: readonly string[]): Promise<Answer> => {
    const asked = await world.body({ parent: first.parent })
    const member = repeated.reduce<unknown>(
      (made, name) => ({ ...objectOf(made), [name]: objectOf(first.sent)[name] }),
      memberIn(asked.body, world.resource),
    )
    return (await world.create({ ...asked, body: withMember(asked.body, member, world.resource) })).answer
  }
  if (names.length === 0)
    throw new NotVerified(`${UNSTATED}, and a body has no required text at its top that may be unique`)
  if (!isConflict(await repeat(names))) return []
  const found: Fact<Pointer>[] = []
  for (const name of names.slice(0, MOST_TRIED)) {
    const answer = await repeat([name])
    if (!isConflict(answer)) continue
    found.push(guess(formatPointer([name]), `a second create with the same ${name} was answered ${answer.status}`))
  }
  return found
}

/** The properties of a member whose texts another body does not share. */
function differentTexts(sent: unknown, other: unknown): readonly string[] {
  const others = objectOf(other)
  return Object.entries(objectOf(sent)).flatMap(([name, value]) =>
    typeof value === 'string' && typeof others[name] === 'string' && others[name] !== value ? [name] : [],
  )
}

/** True for a required property that is no secret, and that names neither the member nor one of another resource. */
function mayBeUnique(name: string, world: World): boolean {
  const { resource } = world
  const { required } = memberSchema({ operation: resource.create?.operation ?? '' }, world)
  const pointer = formatPointer([name])
  const others = [...ownParameters(resource).map((one) => one.pointer), ...secretPointers(resource)]
  const isRequired = Array.isArray(required) && required.includes(name)
  return isRequired && !(pointer in resource.refers) && !others.includes(pointer)
}

/** True for a refusal of what a body says. */
function isConflict({ status }: Answer): boolean {
  return status === 400 || status === 409 || status === 422
}
