import { STORED } from '../../compare/stored-text.ts'
import { listOf } from '../../../json/list-of.ts'
import { formatPointer, parsePointer, valueAt, withValueAt } from '../../../json/pointer.ts'
import type { ApiDocument } from '../../../document/api-document.ts'
import type { StoredText } from '../../../document/says/says-stored-text.ts'
import type { Pointer, Resource } from '../../../resource/model.ts'
import { takesChanges } from '../../../resource/takes-changes.ts'
import { operationWithId } from '../../body/paths.ts'
import { placesIn } from '../../body/places-in.ts'
import { contentOf } from '../../body/request-body.ts'
import { bodiesOf } from '../../body/wrapped-member.ts'
import { schemaAt } from '../../body/schema-at.ts'
import { type MemberDraft, draftMember, draftUpdate, type WrittenMember } from '../../change/draft-member.ts'
import { updateTakes } from '../../change/update-takes.ts'
import { short } from '../../compare/compare-member.ts'
import { secretPointers } from '../../send/secrets-of.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { all, lacking, makes, type Need, shows } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import type { World } from '../../world/world.ts'
import { shouldUnless } from '../../session/problem.ts'

/** A text of which a description says in which form it is stored. */
interface Place {
  readonly at: Pointer
  readonly form: StoredText
  /** True where the body that is sent says so: what the create says of an update is a guess. */
  readonly isSaid: boolean
}

const statesForms: Need = (resource, _, document) =>
  bodiesWith(resource).some((facts) => placesOf(facts, resource, document).length > 0)
    ? { holds: true, certainty: 'sure' }
    : lacking('text of which a description says in which form it is stored')

/** A text is stored in the form that its description states. */
export const textsAreStoredAsStated: Law = {
  id: 'texts-are-stored-as-stated',
  level: 'must',
  text: 'A text of which the document says that it is stored without the spaces around it, or in one case of letters, is read in that form.',
  source:
    'the document: a description of the property such as "Surrounding spaces are removed" or "Stored in lower case"',
  needs: all(makes, shows, statesForms),
  isRare: true,
  async check(world) {
    const { resource, document } = world
    const [first] = bodiesWith(resource)
    const own = first === undefined ? [] : placesOf(first, resource, document)
    const written = await hold(await draftMember(world), own, world)
    const member = written?.member ?? (await world.fresh())
    let isJudged = written !== undefined
    for (const facts of resource.updates) {
      if (takesChanges(facts) || facts === first) continue
      const said = placesOf(facts, resource, document)
      const guessed = own
        .filter(({ at }) => !said.some((one) => one.at === at) && updateTakes(facts, at, world))
        .map((one) => ({ ...one, isSaid: false }))
      const draft = draftUpdate(member, world, facts)
      if (draft !== undefined && (await hold(draft, [...said, ...guessed], world)) !== undefined) isJudged = true
    }
    if (!isJudged) throw new NotVerified('no such text in another form was accepted')
  },
}

type Body = Pick<Resource['updates'][number], 'operation' | 'wrap'> & { readonly media?: string | undefined }

/** The facts of the create and of the updates; of a singleton those of its updates. */
function bodiesWith({ create, updates }: Resource): readonly Body[] {
  return [...(create === undefined ? [] : [create as Body]), ...updates]
}

/** The texts in a body whose descriptions state a form. Keys and secrets are the matter of others. */
function placesOf(facts: Body, resource: Resource, { operations, schemas }: ApiDocument): readonly Place[] {
  const whole = contentOf(operationWithId({ operations }, facts.operation), facts.media)?.schema ?? true
  const schema = schemaAt(whole, bodiesOf(resource, facts).wrap?.value.request ?? '', schemas) ?? true
  const apart = new Set([...secretPointers(resource), ...Object.values(resource.key.address?.value ?? {})])
  return placesIn(schema, schemas, ({ at }) => (apart.has(at) ? 'none' : 'all'))
    .filter(({ at }) => !apart.has(at))
    .flatMap(({ at, schema: { 'x-stored-text': forms } }) =>
      listOf(forms).map((form) => ({ at, form: form as StoredText, isSaid: true })),
    )
}

/** The text in another form than the one in which it is stored. */
const OTHER: Readonly<Record<StoredText, (text: string) => string>> = {
  trimmed: (text) => `  ${text} `,
  lower: (text) => text.toUpperCase(),
  upper: (text) => text.toLowerCase(),
}

function isStoredAs(form: StoredText, text: string): boolean {
  return STORED[form](text) === text
}

const WORDS: Readonly<Record<StoredText, string>> = {
  trimmed: 'without the spaces around it',
  lower: 'in lower case',
  upper: 'in upper case',
}

/** Undefined where no text in another form was written and read. */
async function hold(draft: MemberDraft, places: readonly Place[], world: World): Promise<WrittenMember | undefined> {
  const partWith = (some: readonly Place[]): MemberDraft['member'] => {
    const whole = some.reduce<unknown>((made, { at, form }) => {
      const value = valueAt(made, at)
      return typeof value === 'string' ? withValueAt(made, at, OTHER[form](value)) : made
    }, draft.member)
    const names = new Set(some.map(({ at }) => parsePointer(at)[0] ?? ''))
    return Object.fromEntries([...names].map((name) => [name, valueAt(whole, formatPointer([name]))]))
  }
  const tried = places.filter((place) => {
    const one = partWith([place])
    const value = valueAt(one, place.at)
    return typeof value === 'string' && !isStoredAs(place.form, value) && draft.keepsWith(one)
  })
  const part = partWith(tried)
  const written = tried.length === 0 || !draft.keepsWith(part) ? undefined : await draft.writeWith(part)
  if (written === undefined) return undefined
  const shown = world.shown(written.shown)
  world.expect(
    written.shown,
    tried.flatMap(({ at, form, isSaid }) => {
      const now = valueAt(shown, at)
      if (typeof now !== 'string' || isStoredAs(form, now)) return []
      return [
        {
          signature: form,
          message: `expected ${short(valueAt(part, at))} at ${at} to be stored ${WORDS[form]}, as its description says, got ${short(now)}`,
          at: `body#${world.resource.wrap?.value.answer ?? ''}${at}`,
          expected: STORED[form](now),
          actual: now,
          ...shouldUnless(isSaid),
        },
      ]
    }),
  )
  return written
}
