import { isObject, parsePointer } from '../../json/pointer.ts'
import { schemaAt, schemaOfSuccess, short } from '../compare-member.ts'
import { changedMember } from '../changed-member.ts'
import { memberIn, withMember } from '../create-member.ts'
import { type Answer, isSuccess } from '../exchange.ts'
import { all, makes, missing, type Need, reads } from '../facts.ts'
import type { Law } from '../law.ts'
import type { Member } from '../member.ts'
import { NotVerified } from '../not-verified.ts'
import { ownParameters } from '../paths.ts'
import { flatten, plausibleValue } from '../plausible-value.ts'
import type { Problem } from '../problem.ts'
import type { World } from '../world.ts'

const hasServerProperties: Need = ({ server }) =>
  server.length === 0 ? missing('of a property that the server sets') : { holds: true, certainty: 'sure' }

/** A caller cannot set what only the server sets. */
export const serverValuesStay: Law = {
  id: 'server-values-stay',
  level: 'must',
  text: 'A value that a caller sends for a property that the server sets is refused, or is not stored.',
  source: 'JSON Schema 2020-12, Validation, section 9.4 (readOnly)',
  needs: all(makes, reads, hasServerProperties),
  async check(world) {
    const member = await world.fresh()
    const before = world.shown(await world.read(member))
    const values = otherValues(before, world)
    if (Object.keys(values).length === 0) throw new NotVerified('no property that the server sets is shown')
    let judged = await holdCreate(values, world)
    for (const facts of world.resource.updates) {
      const changed = facts.effect?.value === 'json-patch' ? undefined : changedMember({ member, facts }, world)
      if (changed === undefined) continue
      const answer = await world.update(member, { ...changed, ...values }, { facts })
      if (answer.status === 202) continue
      judged = true
      if (isSuccess(answer)) await expectOwn(member, values, world)
      else world.expect(answer, [])
    }
    if (!judged) throw new NotVerified('no write takes an object')
  },
}

/** Another value of the same form for each property that the server sets, but for keys. */
function otherValues(before: unknown, world: World): Readonly<Record<string, unknown>> {
  const { resource, document } = world
  const schema = answerSchema(world)
  const keys = new Set(ownParameters(resource).map(({ pointer }) => pointer))
  return Object.fromEntries(
    resource.server
      .filter((pointer) => !keys.has(pointer) && parsePointer(pointer).length === 1)
      .flatMap((pointer): [string, unknown][] => {
        const [name = ''] = parsePointer(pointer)
        const old = isObject(before) ? before[name] : undefined
        const own = schema === undefined ? undefined : schemaAt(schema, pointer, document.schemas)
        if (own === undefined || old === undefined) return []
        const made = [VARIANT, VARIANT + 1].map((variant) =>
          plausibleValue(own, { schemas: document.schemas, word: world.word, variant }),
        )
        const value = made.find((one) => isScalar(one) && JSON.stringify(one) !== JSON.stringify(old))
        return value === undefined ? [] : [[name, value]]
      }),
  )
}

/** Sets numbers and dates far apart from those that a server counts. */
const VARIANT = 77_310

function answerSchema({ resource, ...world }: World): ReturnType<typeof schemaOfSuccess> {
  const whole = schemaOfSuccess(world.operation(resource.read?.operation ?? ''))
  const inner = resource.wrap?.value.answer
  return whole === undefined || inner === undefined ? whole : schemaAt(whole, inner, world.document.schemas)
}

function isScalar(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}

async function holdCreate(values: Readonly<Record<string, unknown>>, world: World): Promise<boolean> {
  const { resource } = world
  if (resource.create === undefined) return false
  const asked = await world.body()
  const member = memberIn(asked.body, resource)
  if (!isObject(member)) return false
  const body = withMember(asked.body, { ...member, ...values }, resource)
  const { answer, member: created } = await world.create({ ...asked, body })
  if (created !== undefined && answer.status !== 202) await expectOwn(created, values, world)
  else world.expect(answer, [])
  return answer.status !== 202
}

async function expectOwn(member: Member, values: Readonly<Record<string, unknown>>, world: World): Promise<void> {
  const answer = await world.read(member)
  if (isSuccess(answer)) world.expect(answer, takenOf(answer, values, world))
}

function takenOf(answer: Answer, values: Readonly<Record<string, unknown>>, world: World): readonly Problem[] {
  const shown = world.shown(answer)
  return Object.entries(values)
    .filter(([name, value]) => isObject(shown) && isTaken(shown[name], value))
    .map(([name, value]) => ({
      signature: 'taken',
      message: `expected /${name} to be set by the server alone, got ${short(value)} as a caller sent it`,
      at: `body#${world.resource.wrap?.value.answer ?? ''}/${name}`,
      expected: 'a value of the server',
      actual: value,
      ...(isReadOnly(name, world) ? {} : { level: 'should' as const }),
    }))
}

/** The same value; a date may be shown in another form. */
function isTaken(shown: unknown, sent: unknown): boolean {
  if (JSON.stringify(shown) === JSON.stringify(sent)) return true
  const isDate = typeof sent === 'string' && /^\d{4}-\d\d-\d\dT/.test(sent) && typeof shown === 'string'
  return isDate && Date.parse(shown) === Date.parse(sent)
}

/** True where the document says so, and does not only leave the property out of requests. */
function isReadOnly(name: string, world: World): boolean {
  const schema = answerSchema(world)
  const own = schema === undefined ? undefined : schemaAt(schema, `/${name}`, world.document.schemas)
  return own !== undefined && flatten(own, world.document.schemas)['readOnly'] === true
}
