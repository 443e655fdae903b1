import { valueAt, withValueAt } from '../../../json/pointer.ts'
import { short } from '../../compare/compare-member.ts'
import { memberIn, withMember } from '../../body/wrapped-member.ts'
import { type Answer, isRefusal } from '../../session/exchange.ts'
import { all, creates, deletes, deletesAtOnce, findsUnique, reads } from '../../world/facts.ts'
import type { Member } from '../../session/member.ts'
import { removeNow } from '../../change/remove-now.ts'
import { goneMember } from '../../change/gone-member.ts'
import type { Law } from '../../world/law.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { flatten } from '../../body/flatten-schema.ts'
import type { Pointer } from '../../../resource/model.ts'
import { saysDeletedKeepsValues, saysDeletedMayKeepValues } from '../../../document/says/deleted-keeps-values.ts'
import { schemaAt } from '../../body/schema-at.ts'
import type { Problem } from '../../session/problem.ts'
import { contentOf } from '../../body/request-body.ts'
import { statusProblems } from '../../send/status-problem.ts'
import { uniqueProperties } from '../../world/unique-properties.ts'
import type { World } from '../../world/world.ts'

/** A delete that keeps a row of the member, marked as deleted, often keeps its unique values too. */
export const deletedFreesItsValues: Law = {
  id: 'deleted-frees-its-values',
  level: 'should',
  text: 'A create with the value of a deleted member in a property that is unique is accepted.',
  source: 'RFC 9110, section 9.3.5',
  needs: all(creates, reads, deletes, deletesAtOnce, findsUnique),
  async check(world) {
    const facts = await uniqueProperties(world)
    const said = new Set(facts.map(({ value }) => saidOf(value, world)))
    const isKept = said.has('refused')
    if (!isKept && said.has('open')) throw new NotVerified('the document says that a value is not free at once')
    // A value that stays taken is that of a member which a read may still show.
    const gone = isKept ? await deletedMember(world) : await goneMember(world)
    const base = await world.body({ parent: gone.parent })
    const plain = memberIn(base.body, world.resource)
    const taken = facts.filter(({ value }) => valueAt(gone.sent, value) !== undefined)
    if (taken.length === 0) throw new NotVerified('the deleted member has no value in a property that is unique')
    const member = taken.reduce<unknown>(
      (made, { value }) => withValueAt(made, value, valueAt(gone.sent, value)),
      plain,
    )
    const { answer } = await world.create({ ...base, body: withMember(base.body, member, world.resource) })
    if (isRefusal(answer) && isRefusal((await world.create(base)).answer))
      throw new NotVerified('a create with values of its own is refused too')
    const values = taken.map(({ value }) => `${short(valueAt(gone.sent, value))} at ${value}`).join(', ')
    const what = `a create with ${values} of a deleted member`
    world.expect(answer, isKept ? wronglyAccepted(answer, what) : statusProblems(answer, ['2xx'], { what }))
  },
}

async function deletedMember(world: World): Promise<Member> {
  const member = await world.fresh()
  await removeNow(member, world)
  return member
}

/** A create that the document refuses, and that was accepted. */
function wronglyAccepted(answer: Answer, what: string): readonly Problem[] {
  if (isRefusal(answer)) return []
  const message = `expected a refusal of ${what}, whose values stay taken by the document, got ${answer.status}`
  return [{ signature: 'accepted', message, at: 'status', expected: '4xx', actual: answer.status }]
}

/** What the descriptions of the create, of the delete or of a property say of a value of a deleted member. */
function saidOf(value: Pointer, { resource, operation, document }: World): 'refused' | 'open' | undefined {
  const [create, removal] = [operation(resource.create?.operation ?? ''), operation(resource.delete?.operation ?? '')]
  const at = `${resource.wrap?.value.request ?? ''}${value}`
  const own = flatten(schemaAt(contentOf(create)?.schema ?? true, at, document.schemas) ?? true, document.schemas)
  const texts = [create.description, removal.description]
  if (own['x-deleted-keeps'] === true || texts.some(saysDeletedKeepsValues)) return 'refused'
  return own['x-deleted-may-keep'] === true || texts.some(saysDeletedMayKeepValues) ? 'open' : undefined
}
