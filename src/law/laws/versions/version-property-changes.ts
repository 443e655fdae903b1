import type { ApiDocument } from '../../../document/api-document.ts'
import { isDeepStrictEqual } from 'node:util'
import { formatPointer, isObject } from '../../../json/pointer.ts'
import type { Resource } from '../../../resource/model.ts'
import { operationWithId } from '../../body/paths.ts'
import { flatten } from '../../body/plausible-value.ts'
import { schemaAt } from '../../body/schema-at.ts'
import { changedParts } from '../../change/changed-part.ts'
import { isSuccess } from '../../session/exchange.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { schemaOfSuccess, short } from '../../compare/compare-member.ts'
import { isVersionName } from '../../compare/version-name.ts'
import { all, makes, missing, type Need, reads, updatesBy } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'

const showsVersion: Need = (resource, _, document) =>
  versionShown(resource, document) === undefined
    ? missing('which property of a member is its version')
    : { holds: true, certainty: 'sure' }

/** The property of a read that is named like a version. */
function versionShown({ read, wrap }: Resource, document: ApiDocument): string | undefined {
  const whole = read === undefined ? undefined : schemaOfSuccess(operationWithId(document, read.operation))
  const schema = schemaAt(whole ?? true, wrap?.value.answer ?? '', document.schemas) ?? true
  const { properties } = flatten(schema, document.schemas)
  return (
    Object.entries(isObject(properties) ? properties : {})
      // A number such as `version` that a caller may set is that of what the member describes.
      .find(([name, value]) => isVersionName(name, isObject(value) && value['readOnly'] === true))?.[0]
  )
}

/** The most properties that are changed alone, as a count. */
const MOST = 6

/** Each change of a member changes the version that it has among its properties. */
export const versionPropertyChanges: Law = {
  id: 'version-property-changes',
  level: 'should',
  text: 'A property such as etag or resourceVersion has another value after each change of the member.',
  source: 'the document: a property of answers that is named like a version; AIP-154',
  needs: all(makes, reads, updatesBy('merge'), showsVersion),
  isRare: true,
  async check(world) {
    const name = versionShown(world.resource, world.document) ?? ''
    const member = await world.fresh()
    let before = world.shown(await world.read(member))
    const changes = world.resource.updates
      .filter(({ effect }) => effect?.value === 'merge')
      .flatMap((facts) => changedParts({ member, facts }, world).map((part) => ({ facts, part })))
    let judged = 0
    for (const { facts, part } of changes.slice(0, MOST)) {
      const updated = await world.update(member, part, { facts })
      if (!isSuccess(updated) || updated.status === 202) continue
      const answer = await world.read(member)
      const now = world.shown(answer)
      if (!isObject(before) || !isObject(now) || now[name] === undefined) continue
      const [old, shown] = [before, now]
      // An update to the same values may leave the version.
      if (Object.keys(part).every((one) => isDeepStrictEqual(shown[one], old[one]))) continue
      judged += 1
      const problem = {
        signature: 'version-stays',
        message: `expected another ${name} after ${updated.asked} of ${Object.keys(part).join()}, got ${short(now[name])} again`,
        at: `body#${formatPointer([name])}`,
        expected: 'another version',
        actual: now[name],
      }
      if (!world.expect(answer, now[name] === before[name] ? [problem] : [])) return
      before = now
    }
    if (judged === 0) throw new NotVerified('no update of a single property was accepted')
  },
}
