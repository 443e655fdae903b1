import type { DocumentSchema } from '../../../document/api-document.ts'
import { all, keyed, reads } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { malformedKey } from '../../key/malformed-key.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { itemOperation, parametersIn, pathParameter } from '../../body/paths.ts'
import { statusProblems } from '../../send/status-problem.ts'
import type { World } from '../../world/world.ts'

/** A key that no member can have finds none. */
export const malformedKeyIsRefused: Law = {
  id: 'malformed-key-is-refused',
  level: 'should',
  text: 'A read of a key that breaks the schema of its path parameter is refused with a 4xx status.',
  source: 'OpenAPI 3.1, section 4.8.12 (Parameter Object)',
  needs: all(reads, keyed),
  onlyReads: true,
  async check(world) {
    const member = await world.some()
    let judged = 0
    for (const [index, key] of member.own.entries()) {
      const malformed = malformedKey(schemaOf(index - member.own.length, world), world)
      if (malformed === undefined || malformed === key) continue
      judged += 1
      const answer = await world.read({ above: member.above, own: member.own.with(index, malformed) })
      world.expect(answer, statusProblems(answer, ['4xx'], { what: `a read of the key ${JSON.stringify(malformed)}` }))
    }
    if (judged === 0) throw new NotVerified('the document allows any text as a key')
  },
}

function schemaOf(place: number, { resource, document }: World): DocumentSchema {
  const operation = itemOperation(resource, document)
  if (operation === undefined) return true
  return pathParameter(operation, parametersIn(operation.path).at(place))?.schema ?? true
}
