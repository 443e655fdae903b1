import { isDeepStrictEqual } from 'node:util'
import { childAt } from '../../../json/pointer.ts'
import { documentsRefusedWrites } from '../../body/documents-refusal.ts'
import { changedPart } from '../../change/changed-part.ts'
import type { PatchChange } from '../../send/json-patch.ts'
import { acceptedProblems } from '../../send/status-problem.ts'
import { isRefusal, isSuccess, isLater } from '../../session/exchange.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { all, makes, patches, reads } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'

/** A list of changes is well formed, whatever values it has: the schema of its body does not state those of the member. */
export const invalidPatchIsRefused: Law = {
  id: 'invalid-patch-is-refused',
  level: 'must',
  text: 'A JSON Patch that gives a text, a number or a flag an object as its value is refused with a 4xx status, and stores no such value.',
  source: 'RFC 5789, section 2.2',
  needs: all(makes, reads, patches),
  async check(world) {
    const facts = world.resource.updates.find(({ effect }) => effect?.value === 'json-patch')
    if (facts === undefined) return
    const member = await world.fresh()
    const [[name, value] = ['', undefined]] = Object.entries(changedPart({ member, facts }, world))
    const change: PatchChange = { op: 'replace', path: `/${name}`, value }
    const taken = await world.update(member, [change], { facts, raw: true })
    if (isRefusal(taken)) throw new NotVerified(`a patch of ${name} alone was answered ${taken.status}`)
    // No server reads an object as a text, a number or a flag.
    const wrong = { [world.word()]: world.word() }
    const answer = await world.update(member, [{ ...change, value: wrong }], { facts, raw: true })
    const what = `a JSON Patch that sets ${name} to an object`
    world.expect(answer, acceptedProblems(answer, { what, level: 'should' }))
    if (!isSuccess(answer) || isLater(answer)) return
    const after = await world.read(member)
    if (!isDeepStrictEqual(childAt(world.shown(after), name), wrong)) return
    const isDocumented = documentsRefusedWrites(world.resource, world.document)
    const problem = {
      signature: 'invalid-stored',
      message: `expected no object at /${name}, where the document has ${typeof value === 'string' ? 'a text' : `a ${typeof value}`}, got the one of a JSON Patch`,
      at: `body#/${name}`,
      expected: value,
      actual: wrong,
    }
    world.expect(after, [isDocumented ? problem : { ...problem, level: 'should' }])
  },
}
