import { literalPattern } from '../../json/literal-pattern.ts'
import { paragraphsOf } from './paragraphs-of.ts'

/** A label before a colon, such as `Listing jobs: `. It has no other mark that ends a sentence. */
const LABEL = /^([^:.;!?]{1,60}): (.+)$/

/**
 * What paragraphs and items of lists of a longer text say under a label that names a resource, such as `Lists the jobs that are done.` of
 * `- Listing jobs: Lists the jobs that are done.`
 */
export function saidOfResource(name: string, text: string | undefined): readonly string[] {
  const spoken = literalPattern(name).replaceAll(/[-_ ]/g, '[-_ ]?')
  const named = new RegExp(String.raw`(?<![\w-])${spoken}(?:e?s)?(?![\w-])`, 'i')
  return paragraphsOf(text).flatMap((paragraph) => {
    const [, label, said] = LABEL.exec(paragraph) ?? []
    return label !== undefined && said !== undefined && named.test(label) ? [said] : []
  })
}
