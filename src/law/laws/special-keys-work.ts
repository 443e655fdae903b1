import { valueAt, withValueAt } from '../../json/pointer.ts'
import { memberIn, withMember } from '../create-member.ts'
import { isWord } from '../create-note.ts'
import { isSuccess } from '../exchange.ts'
import { all, creates, namedByClient, reads } from '../facts.ts'
import type { Law } from '../law.ts'
import { NotVerified } from '../not-verified.ts'
import { contentOf } from '../request-body.ts'
import { statusProblems } from '../status-problem.ts'

/** A key that needs escapes in a path names its member. */
export const specialKeysWork: Law = {
  id: 'special-keys-work',
  level: 'must',
  text: 'A member whose key needs escapes in a path is read at the escaped path.',
  source: 'RFC 3986, section 2.1',
  needs: all(creates, reads, namedByClient),
  async check(world) {
    const { resource } = world
    const content = contentOf(world.operation(resource.create?.operation ?? ''))
    const pointers = Object.values(resource.key.address?.value ?? {})
    let judged = 0
    for (const special of [' ', '%', 'ä', '+', '@']) {
      const base = await world.body()
      const member = memberIn(base.body, resource)
      const pointer = pointers.find((one) => isWord(valueAt(member, one)))
      const key = pointer === undefined || (base.own ?? []).length > 0 ? undefined : valueAt(member, pointer)
      if (typeof key !== 'string' || pointer === undefined)
        throw new NotVerified('the contract does not say that the body names a member by a text')
      const body = withMember(base.body, withValueAt(member, pointer, `${key}${special}k`), resource)
      if ((world.validators(content?.schema ?? true)?.(body).length ?? 0) > 0) continue
      const { answer, member: created } = await world.create({ ...base, body })
      if (!isSuccess(answer) || created === undefined) continue
      const shown = await world.read(created)
      judged += 1
      const what = `a read of a member whose key holds ${JSON.stringify(special)}`
      if (!world.expect(shown, statusProblems(shown, ['2xx'], { what })) || !isSuccess(shown)) continue
      const sent = withValueAt({}, pointer, valueAt(created.sent, pointer))
      world.expect(
        shown,
        world.shows(sent, shown).filter(({ level }) => level !== 'should'),
      )
    }
    if (judged === 0) throw new NotVerified('no such key was accepted')
  },
}
