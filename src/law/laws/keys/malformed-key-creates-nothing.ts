import type { DocumentSchema } from '../../../document/api-document.ts'
import { all, creates, namedByClient } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { malformedKey } from '../../key/malformed-key.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { parametersIn, pathParameter } from '../../body/paths.ts'
import { statusProblems } from '../../send/status-problem.ts'
import type { World } from '../../world/world.ts'

/** A key that no member can have gets no member. */
export const malformedKeyCreatesNothing: Law = {
  id: 'malformed-key-creates-nothing',
  level: 'should',
  text: 'A create under a key in the path that breaks the schema of its path parameter is refused with a 4xx status.',
  source: 'OpenAPI 3.1, section 4.8.12 (Parameter Object)',
  needs: all(creates, namedByClient),
  async check(world) {
    const places = [...((await world.body()).own?.keys() ?? [])]
    // Shows that the target takes creates here.
    if (places.length > 0) await world.fresh()
    let judged = 0
    for (const place of places) {
      const base = await world.body()
      const own = base.own ?? []
      const malformed = malformedKey(schemaOf(place - own.length, world), world, world.word())
      if (malformed === undefined) continue
      judged += 1
      const { answer } = await world.create({ ...base, own: own.with(place, malformed) })
      world.expect(
        answer,
        statusProblems(answer, ['4xx'], { what: `a create under the key ${JSON.stringify(malformed)}` }),
      )
    }
    if (judged === 0) throw new NotVerified('the document allows any text as a key, or a create has none in its path')
  },
}

function schemaOf(place: number, { resource, operation }: World): DocumentSchema {
  const create = operation(resource.create?.operation ?? '')
  return pathParameter(create, parametersIn(create.path).at(place))?.schema ?? true
}
