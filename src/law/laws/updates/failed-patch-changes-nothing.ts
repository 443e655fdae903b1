import { changedPart } from '../../change/changed-part.ts'
import { isRefusal } from '../../session/exchange.ts'
import { all, makes, patches, reads } from '../../world/facts.ts'
import type { Change } from '../../send/json-patch.ts'
import type { Law } from '../../world/law.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { statusProblems } from '../../send/status-problem.ts'

/** A list of changes is done as a whole, or not at all. */
export const failedPatchChangesNothing: Law = {
  id: 'failed-patch-changes-nothing',
  level: 'must',
  text: 'A JSON Patch whose test fails is refused with a 4xx status, and none of its changes is done.',
  source: 'RFC 6902, section 5',
  needs: all(makes, reads, patches),
  async check(world) {
    const facts = world.resource.updates.find(({ effect }) => effect?.value === 'json-patch')
    if (facts === undefined) return
    const member = await world.fresh()
    const before = world.shown(await world.read(member))
    const [[name, value] = ['', undefined]] = Object.entries(changedPart({ member, facts }, world))
    const change: Change = { op: 'replace', path: `/${name}`, value }
    const taken = await world.update(member, [change], { facts, raw: true })
    if (isRefusal(taken)) throw new NotVerified(`a patch of ${name} alone was answered ${taken.status}`)
    const again = world.shown(await world.read(member))
    const [[other, next] = ['', undefined]] = Object.entries(changedPart({ member, facts, variant: 5 }, world))
    const failing: readonly Change[] = [
      { op: 'replace', path: `/${other}`, value: next },
      { op: 'test', path: `/${other}`, value: { never: world.word() } },
    ]
    const answer = await world.update(member, failing, { facts, raw: true })
    world.expect(answer, statusProblems(answer, ['4xx'], { what: 'a JSON Patch whose test fails' }))
    const after = await world.read(member)
    world.expect(after, world.shows(again ?? before, after))
  },
}
