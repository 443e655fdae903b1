import { valueAt, withValueAt } from '../../../json/pointer.ts'
import { short } from '../../compare/compare-member.ts'
import { memberIn, withMember } from '../../body/wrapped-member.ts'
import { isRefusal } from '../../session/exchange.ts'
import { all, creates, deletes, deletesAtOnce, findsUnique, reads } from '../../world/facts.ts'
import { goneMember } from '../../change/gone-member.ts'
import type { Law } from '../../world/law.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { flatten } from '../../body/flatten-schema.ts'
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
    if (neverFrees(world)) throw new NotVerified('the document says that a value is never used again')
    const facts = await uniqueProperties(world)
    const gone = await goneMember(world)
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
    world.expect(answer, statusProblems(answer, ['2xx'], { what }))
  },
}

/** True where a description of the create, of the delete or of a property says that a value or a number is not used again. */
function neverFrees({ resource, operation, document }: World): boolean {
  const [create, removal] = [operation(resource.create?.operation ?? ''), operation(resource.delete?.operation ?? '')]
  const schema = flatten(contentOf(create)?.schema ?? true, document.schemas)
  return [create.description, removal.description, JSON.stringify(schema)].some((text) => NEVER.test(text ?? ''))
}

const NEVER = /\b(?:never|not|cannot be|can't be) (?:be )?(?:re-?used|used again|taken again|assigned again|recycled)/i
