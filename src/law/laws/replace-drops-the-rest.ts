import { isObject } from '../../json/pointer.ts'
import { isWord } from '../create-note.ts'
import { isSuccess } from '../exchange.ts'
import { all, makes, reads, updatesBy } from '../facts.ts'
import type { Law } from '../law.ts'
import { NotVerified } from '../not-verified.ts'
import { optionalProperties } from '../optional-properties.ts'
import { short } from '../compare-member.ts'

/** An update that replaces drops what it leaves out. */
export const replaceDropsTheRest: Law = {
  id: 'replace-drops-the-rest',
  level: 'must',
  text: 'An update that replaces drops the optional properties that it leaves out.',
  source: 'RFC 9110, section 9.3.4',
  needs: all(makes, reads, updatesBy('replace')),
  async check(world) {
    const facts = world.resource.updates.find(({ effect }) => effect?.value === 'replace')
    if (facts === undefined) return
    const member = await world.fresh()
    const before = world.shown(await world.read(member))
    if (!isObject(member.sent) || !isObject(before)) throw new NotVerified('the member is no object')
    const { sent } = member
    const names = optionalProperties(facts, world).filter(
      (one) =>
        Object.hasOwn(sent, one) && !isEmpty(sent[one]) && JSON.stringify(before[one]) === JSON.stringify(sent[one]),
    )
    // A word is the default of nothing.
    const name = names.find((one) => isWord(sent[one])) ?? names[0]
    if (name === undefined) throw new NotVerified('no property may be left out of the update')
    const rest = Object.fromEntries(Object.entries(sent).filter(([key]) => key !== name))
    const updated = await world.update(member, rest, { facts })
    if (!isSuccess(updated) || updated.status === 202)
      throw new NotVerified(`an update without ${name} was answered ${updated.status}`)
    const answer = await world.read(member)
    const after = world.shown(answer)
    const kept = isObject(after) && JSON.stringify(after[name]) === JSON.stringify(sent[name])
    world.expect(
      answer,
      kept
        ? [
            {
              signature: 'kept',
              message: `expected /${name} to be dropped by an update without it, got ${short(sent[name])} still`,
              at: `body#/${name}`,
              expected: 'nothing',
              actual: sent[name],
            },
          ]
        : [],
    )
  },
}

/** A value that may as well be the default. */
function isEmpty(value: unknown): boolean {
  return (
    value === null ||
    value === '' ||
    value === 0 ||
    value === false ||
    (typeof value === 'object' && Object.keys(value).length === 0)
  )
}
