import { createSchema } from '../../body/create-schema.ts'
import { valueAt, withValueAt } from '../../../json/pointer.ts'
import { ownParameters } from '../../body/paths.ts'
import { keyCaseOf } from '../../key/key-case.ts'
import { sameKeyBody } from '../../key/same-key-body.ts'
import { statusProblems } from '../../send/status-problem.ts'
import { isSuccess } from '../../session/exchange.ts'
import type { Member } from '../../session/member.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { all, creates, missing, namedByClient, type Need, reads } from '../../world/facts.ts'
import { changedBy } from '../../session/problem.ts'
import { otherCase } from '../../body/other-case.ts'
import type { Law } from '../../world/law.ts'
import type { CreateRequest } from '../../world/create-request.ts'
import type { World } from '../../world/world.ts'
import { isSurelyValidBy } from '../../body/validators.ts'

const saysCase: Need = (resource, _, document) =>
  keyCaseOf(resource, document) === undefined
    ? missing('whether the case of letters tells keys apart')
    : { holds: true, certainty: 'sure' }

/** The case of letters tells keys apart, or does not, as the document says. */
export const keyCaseIsAsStated: Law = {
  id: 'key-case-is-as-stated',
  level: 'must',
  text: 'A key in letters of another case names the same member where the document says that case does not matter, and no member or another one where it says that case matters.',
  source: 'the document: the description of the path parameter, or of the create; RFC 3986, section 6.2.2.1',
  isRare: true,
  needs: all(creates, reads, saysCase),
  async check(world) {
    const { paths, isUnique = false } = keyCaseOf(world.resource, world.document) ?? {}
    const first = await world.fresh()
    const key = first.own[0] ?? ''
    const other = { ...first, own: [otherCase(key)] }
    if (other.own[0] === key) throw new NotVerified('the key of a member has no letters')
    if (paths !== undefined) await holdRead(first, { other, isSame: paths === 'ignored' }, world)
    if (isUnique) await holdRefusal(first, other, world)
    if (paths === 'kept') await holdBoth(first, other, world)
  },
}

async function holdRead(
  first: Member,
  { other, isSame }: { readonly other: Member; readonly isSame: boolean },
  world: World,
): Promise<void> {
  const answer = await world.read(other)
  const what = `a read of the key ${JSON.stringify(other.own[0])} beside the member ${JSON.stringify(first.own[0])}`
  world.expect(answer, statusProblems(answer, isSame ? ['2xx'] : ['4xx'], { what }))
}

/** A key that is unique without regard to case is taken in each case of its letters. */
async function holdRefusal(first: Member, other: Member, world: World): Promise<void> {
  const asked = await bodyFor(other, world)
  if (asked === undefined) return
  const before = world.shown(await world.read(first))
  const { answer } = await world.create(asked)
  const what = `a create under the key ${JSON.stringify(other.own[0])}, which ${JSON.stringify(first.own[0])} takes without regard to case`
  world.expect(answer, statusProblems(answer, ['4xx'], { what }))
  if (isSuccess(answer)) return
  const after = await world.read(first)
  world.expect(after, changedBy(world.shows(before, after), `a create that was refused with ${answer.status}`))
}

/** Two members whose keys differ in case alone are two members. A server may refuse the second one for other reasons. */
async function holdBoth(first: Member, other: Member, world: World): Promise<void> {
  const isNamed = namedByClient(world.resource, world.model, world.document).holds
  const asked = isNamed ? await bodyFor(other, world) : undefined
  if (asked === undefined) return
  const { answer, member: second } = await world.create(asked)
  if (!isSuccess(answer) || second === undefined) return
  for (const member of [first, second]) {
    const read = await world.read(member)
    if (world.expect(read, statusProblems(read, ['2xx'], { what: 'a read of one of two keys that differ in case' })))
      world.expect(read, world.shows(member.sent, read))
  }
}

/** A create under the key. Undefined where the document does not allow the key. */
async function bodyFor(other: Member, world: World): Promise<CreateRequest | undefined> {
  const { resource } = world
  const { pointer } = ownParameters(resource)[0] ?? {}
  const [key = ''] = other.own
  const isInBody = pointer !== undefined && valueAt(other.sent, pointer) !== undefined
  const asked = await sameKeyBody(isInBody ? { ...other, sent: withValueAt(other.sent, pointer, key) } : other, world)
  return isSurelyValidBy(asked.body, createSchema(world), world.validators) || asked.body === undefined
    ? asked
    : undefined
}
