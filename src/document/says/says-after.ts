import { sentencesOf } from './sentences-of.ts'

const NAME = String.raw`[\`'"]?([a-z]\w*)[\`'"]?`
const LATER = String.raw`(?:strictly )?(?:after|later than|greater than)`
const NOT_EARLIER = String.raw`(?:not|never|no) (?:be |lie |come )?(?:before|earlier than|less than|lower than|smaller than)`
const OWN = new RegExp(
  String.raw`(?:^\W*|\b(?:must|has to|needs to|should) (?:be|lie|come) )${LATER} ${NAME}(?=\W|$)|(?:^\W*|\b(?:must|may|should) )${NOT_EARLIER} ${NAME}(?=\W|$)`,
  'i',
)

/** The name of the property that a value must come after, by its description, such as `startsAt` for "After startsAt". Undefined for none. */
export function afterSaid(description: unknown): string | undefined {
  if (typeof description !== 'string') return undefined
  const found = sentencesOf(description).flatMap(
    (sentence) =>
      OWN.exec(sentence)
        ?.slice(1)
        .filter((name) => name !== undefined) ?? [],
  )
  return found.length === 1 ? found[0] : undefined
}

const OF_OTHER = new RegExp(
  String.raw`[\`'"]([a-z]\w*)[\`'"] (?:is not|must be|has to be|must lie) ${LATER} [\`'"]([a-z]\w*)[\`'"]`,
  'i',
)

/** The pairs of properties whose order the description of a write states: "422 if `endsAt` is not after `startsAt`". */
export function ordersSaid(
  description: string | undefined,
): readonly { readonly name: string; readonly after: string }[] {
  return sentencesOf(description).flatMap((sentence) => {
    const [, name, after] = OF_OTHER.exec(sentence) ?? []
    return name === undefined || after === undefined ? [] : [{ name, after }]
  })
}
