import { createSchema } from '../../body/create-schema.ts'
import { randomUUID } from 'node:crypto'
import { valueAt, withValueAt } from '../../../json/pointer.ts'
import { ownParameters } from '../../body/paths.ts'
import { documentsRefusal } from '../../body/documents-refusal.ts'
import { type Problem, shouldUnless } from '../../session/problem.ts'
import { type Answer, isSuccess } from '../../session/exchange.ts'
import { all, creates, reads } from '../../world/facts.ts'
import { freshOfEachKind } from '../../world/kinds.ts'
import { changedBy } from '../../session/problem.ts'
import type { Law } from '../../world/law.ts'
import type { Member } from '../../session/member.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { statusProblems } from '../../send/status-problem.ts'
import { keyOfCaller, saysUniqueKey } from '../../key/key-of-caller.ts'
import { sameKeyBody } from '../../key/same-key-body.ts'
import { showsOther } from '../../key/shows-other.ts'
import { memberIn, withMember } from '../../body/wrapped-member.ts'
import type { World } from '../../world/world.ts'
import { isSurelyValidBy } from '../../body/validators.ts'

/** A second create under a key is refused and changes nothing, or is a PUT and replaces the member. */
export const secondCreateOfAKey: Law = {
  id: 'second-create-of-a-key',
  level: 'must',
  text: 'A create under a key that a member has is answered as documented; a refused one changes nothing, and a PUT replaces.',
  source: 'RFC 9110, section 15.5.10',
  needs: all(creates, reads, keyOfCaller),
  async check(world) {
    const { create, key } = world.resource
    if (key.chosen?.value === 'either') return void (await holdCreate(await underOwnKey(world), world))
    // A PUT at the path of a member replaces it, unless the contract has a status that refuses it.
    if (world.operation(create?.operation ?? '').method === 'PUT' && typeof create?.again?.value !== 'number')
      return holdPut(world)
    for await (const first of freshOfEachKind(world)) if (!(await holdCreate(first, world))) return
  },
}

/** Returns false after a finding. */
async function holdCreate(first: Member, world: World): Promise<boolean> {
  const before = world.shown(await world.read(first))
  const { answer } = await world.create(await sameKeyBody(first, world))
  const isUnique = isSuccess(answer) && saysUniqueKey(world.resource, world.document)
  const isReplaced = isUnique && (await showsOther(first, before, world))
  const problems = problemsOf({ answer, isReplaced }, world)
  const isAsStated = problems === undefined || world.expect(answer, problems)
  if (isSuccess(answer) || answer.status >= 500) return isAsStated
  const after = await world.read(first)
  const changed = changedBy(world.shows(before, after), `a create that was refused with ${answer.status}`)
  return world.expect(after, changed) && isAsStated
}

/** A second PUT of a body that no law of updates can change, such as bytes. */
async function holdPut(world: World): Promise<void> {
  const { create, updates } = world.resource
  if (updates.some(({ operation }) => operation === create?.operation))
    throw new NotVerified('a create is a PUT, which the laws of updates try')
  const first = await world.fresh()
  const second = { ...(await world.body({ parent: first.parent, variant: 1 })), own: first.own }
  if (JSON.stringify(second.body) === JSON.stringify(first.sent))
    throw new NotVerified('the document allows one body of a create')
  const { answer, member } = await world.create(second)
  if (!isSuccess(answer)) throw new NotVerified(`a second ${answer.asked} was answered ${answer.status}`)
  const after = await world.read(first)
  world.expect(after, world.shows(member?.sent ?? second.body, after))
}

const WHAT = 'a create under a key that a member has'

/** Undefined where nothing says how such a create is answered. What a target does is no reason to leave out what the document says. */
function problemsOf({ answer, isReplaced }: Second, world: World): readonly Problem[] | undefined {
  const again = world.resource.create?.again
  const level = again?.certainty === 'guess' ? { level: 'should' as const } : {}
  if (typeof again?.value === 'number') return statusProblems(answer, [again.value], { what: WHAT, ...level })
  const isUnique = again?.certainty !== 'sure' && saysUniqueKey(world.resource, world.document)
  if (!isUnique) return undefined
  // An answer of 200 may show the member that is there, which leaves the key unique.
  const isNew = answer.status === 201 && documentsRefusal(world.operation(world.resource.create?.operation ?? ''))
  const isSure = isNew || isReplaced
  return statusProblems(answer, ['4xx'], {
    what: `${WHAT}, and that the document calls unique`,
    ...shouldUnless(isSure),
  })
}

/** The answer to a second create, and whether the first member has its values now. */
interface Second {
  readonly answer: Answer
  readonly isReplaced: boolean
}

/** A member under a key that the caller has chosen, where the server chooses one without it. */
async function underOwnKey(world: World): Promise<Member> {
  const { resource } = world
  const { pointer = '' } = ownParameters(resource)[0] ?? {}
  const asked = await world.body()
  const schema = createSchema(world)
  const bodies = [world.word(), randomUUID()].map((key) =>
    withMember(asked.body, withValueAt(memberIn(asked.body, resource), pointer, key), resource),
  )
  const body = bodies.find((one) => isSurelyValidBy(one, schema, world.validators))
  if (body === undefined) throw new NotVerified(`the document does not say enough to make a key at ${pointer}`)
  const { answer, member } = await world.create({ ...asked, body })
  if (!isSuccess(answer) || member === undefined)
    throw new NotVerified(`a create with a key at ${pointer} was answered ${answer.status}`)
  if (member.own[0] !== valueAt(member.sent, pointer)) throw new NotVerified('the server gives the member another key')
  return member
}
