import { changedPart } from '../../change/changed-part.ts'
import { isRefusal } from '../../session/exchange.ts'
import { all, changesLists, makes, reads } from '../../world/facts.ts'
import { takesChanges } from '../../../resource/takes-changes.ts'
import { type PatchChange, scimPatch } from '../../send/json-patch.ts'
import { changedBy } from '../../session/problem.ts'
import type { Law } from '../../world/law.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { statusProblems } from '../../send/status-problem.ts'

/** A list of changes is done as a whole, or not at all. */
export const failedPatchChangesNothing: Law = {
  id: 'failed-patch-changes-nothing',
  level: 'must',
  text: 'A JSON Patch whose test fails, and a PATCH of SCIM with a remove that has no path, is refused with a 4xx status, and none of its changes is done.',
  source: 'RFC 6902, section 5; RFC 7644, section 3.5.2',
  needs: all(makes, reads, changesLists),
  async check(world) {
    const facts = world.resource.updates.find(takesChanges)
    if (facts === undefined) return
    const member = await world.fresh()
    const before = world.shown(await world.read(member))
    const [[name, value] = ['', undefined]] = Object.entries(changedPart({ member, facts }, world))
    const taken = await world.update(member, { [name]: value }, { facts })
    if (isRefusal(taken)) throw new NotVerified(`a patch of ${name} alone was answered ${taken.status}`)
    const again = world.shown(await world.read(member))
    const [[other, next] = ['', undefined]] = Object.entries(changedPart({ member, facts, variant: 5 }, world))
    const isScim = facts.effect?.value === 'scim-patch'
    const failing = isScim ? failingScimPatch(other, next) : failingPatch(other, next, world.word())
    const answer = await world.update(member, failing, { facts, raw: true })
    const what = isScim ? 'a PATCH with a remove that has no path' : 'a JSON Patch whose test fails'
    world.expect(answer, statusProblems(answer, ['4xx'], { what }))
    const after = await world.read(member)
    world.expect(after, changedBy(world.shows(again ?? before, after), what))
  },
}

function failingPatch(name: string, value: unknown, word: string): readonly PatchChange[] {
  return [
    { op: 'replace', path: `/${name}`, value },
    { op: 'test', path: `/${name}`, value: { never: word } },
  ]
}

function failingScimPatch(path: string, value: unknown): unknown {
  return scimPatch([{ op: 'replace', path, value }, { op: 'remove' }])
}
