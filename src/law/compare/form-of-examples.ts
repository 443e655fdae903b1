import { exampleOf } from '../body/uri-example.ts'

type Flat = Readonly<Record<string, unknown>>

/**
 * True for two texts that differ in signs alone, such as `#00aabb` and `00aabb`, where the examples of a create and of an answer do so
 * too. The document then shows the other form.
 */
export function isFormOfExamples(
  sent: unknown,
  shown: unknown,
  { taken, answer }: { readonly taken: Flat; readonly answer: Flat },
): boolean {
  const examples = [exampleOf(taken), exampleOf(answer)]
  return examples[0] !== examples[1] && areAlike(examples) && areAlike([sent, shown])
}

function areAlike(texts: readonly unknown[]): boolean {
  const [one, other] = texts.map((text) => (typeof text === 'string' ? text.replaceAll(/[^\p{L}\p{N}]/gu, '') : ''))
  return one !== '' && one === other
}
