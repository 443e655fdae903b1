import { ownParameters } from '../../body/paths.ts'
import { documentsRefusal } from '../../body/documents-refusal.ts'
import { flatten } from '../../body/flatten-schema.ts'
import { contentOf } from '../../body/request-body.ts'
import { schemaAt } from '../../body/schema-at.ts'
import type { Problem } from '../../session/problem.ts'
import { type Answer, isSuccess } from '../../session/exchange.ts'
import { all, creates, namedByClient, reads } from '../../world/facts.ts'
import { freshOfEachKind } from '../../world/kinds.ts'
import type { Law } from '../../world/law.ts'
import type { Member } from '../../session/member.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { statusProblems } from '../../send/status-problem.ts'
import { sameKeyBody } from '../../key/same-key-body.ts'
import type { World } from '../../world/world.ts'

/** A second create under a key is refused and changes nothing, or is a PUT and replaces the member. */
export const secondCreateOfAKey: Law = {
  id: 'second-create-of-a-key',
  level: 'must',
  text: 'A create under a key that a member has is answered as documented; a refused one changes nothing, and a PUT replaces.',
  source: 'RFC 9110, section 15.5.10',
  needs: all(creates, reads, namedByClient),
  async check(world) {
    const { create } = world.resource
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
  const problems = problemsOf(answer, world)
  const isAsStated = problems === undefined || world.expect(answer, problems)
  if (isSuccess(answer) || answer.status >= 500) return isAsStated
  const after = await world.read(first)
  return world.expect(after, world.shows(before, after)) && isAsStated
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
function problemsOf(answer: Answer, world: World): readonly Problem[] | undefined {
  const again = world.resource.create?.again
  const level = again?.certainty === 'guess' ? { level: 'should' as const } : {}
  if (typeof again?.value === 'number') return statusProblems(answer, [again.value], { what: WHAT, ...level })
  const isUnique = again?.certainty !== 'sure' && saysUniqueKey(world)
  if (!isUnique) return undefined
  // An answer of 200 may show the member that is there, which leaves the key unique.
  const isSure = answer.status === 201 && documentsRefusal(world.operation(world.resource.create?.operation ?? ''))
  return statusProblems(answer, ['4xx'], {
    what: `${WHAT}, and that the document calls unique`,
    ...(isSure ? {} : { level: 'should' as const }),
  })
}

/** True where the document says that no two members have the same key, and does not say that the create writes to the member that is there. */
function saysUniqueKey(world: World): boolean {
  const { resource, document } = world
  const create = world.operation(resource.create?.operation ?? '')
  const [parameter, ...others] = ownParameters(resource)
  if (parameter?.pointer === undefined || others.length > 0 || WRITES_OVER.test(create.description ?? '')) return false
  const whole = contentOf(create)?.schema ?? true
  const own = schemaAt(whole, `${resource.wrap?.value.request ?? ''}${parameter.pointer}`, document.schemas)
  return flatten(own ?? true, document.schemas)['x-unique'] !== undefined
}

const WRITES_OVER = /\b(?:upsert\w*|overwrit\w*|replac\w*|updat\w*|existing|exists|idempotent\w*)\b/i
