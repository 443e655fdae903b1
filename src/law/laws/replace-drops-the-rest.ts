import { isObject } from '../../json/pointer.ts'
import { isSuccess } from '../exchange.ts'
import { all, makes, reads, updatesBy } from '../facts.ts'
import type { Law } from '../law.ts'
import { NotVerified } from '../not-verified.ts'
import { optionalProperties } from '../optional-properties.ts'
import { short } from '../compare-member.ts'
import type { Problem } from '../problem.ts'
import { without } from '../without.ts'

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
    const names = optionalProperties({ ...facts, own: member.own }, world).filter(
      (one) =>
        Object.hasOwn(sent, one) && !isEmpty(sent[one]) && JSON.stringify(before[one]) === JSON.stringify(sent[one]),
    )
    // A word is the default of nothing.
    const worded = names.filter((one) => /w[a-z0-9]{9}/.test(JSON.stringify(sent[one])))
    const attempts = [...(worded.length > 1 ? [worded] : []), (worded.length > 0 ? worded : names).slice(0, 1)]
    if (attempts.at(-1)?.length === 0) throw new NotVerified('no property may be left out of the update')
    let refused = 0
    for (const left of attempts) {
      const updated = await world.update(member, without(sent, left), { facts })
      refused = updated.status
      if (!isSuccess(updated) || updated.status === 202) continue
      const answer = await world.read(member)
      world.expect(answer, keptOf(left, { sent, after: world.shown(answer) }))
      return
    }
    throw new NotVerified(`an update without ${attempts.at(-1)?.[0] ?? ''} was answered ${refused}`)
  },
}

function keptOf(
  names: readonly string[],
  { sent, after }: { readonly sent: Readonly<Record<string, unknown>>; readonly after: unknown },
): readonly Problem[] {
  return names
    .filter((name) => isObject(after) && JSON.stringify(after[name]) === JSON.stringify(sent[name]))
    .map((name) => ({
      signature: 'kept',
      message: `expected /${name} to be dropped by an update without it, got ${short(sent[name])} still`,
      at: `body#/${name}`,
      expected: 'nothing',
      actual: sent[name],
    }))
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
