import { invalidSites, validValues } from '../../generate/index.ts'
import { changed, drawFrom } from '../drawn.ts'
import { lazily } from '../lazily.ts'
import type { TextParameter } from '../parameter/parameter.ts'
import { textOf } from '../parameter/parameter-text.ts'
import type { Site } from './real-site.ts'

/** The site of each keyword of the portable schema. The parameter itself may state nothing of the keyword. */
export function textSites({ part, name, type, portable, texts }: TextParameter): readonly Site[] {
  const anyText = lazily(() => validValues(texts))
  return [...invalidSites(portable)].flatMap((site): Site[] => {
    const { keyword, instancePath } = site
    // A parameter of type string accepts every text, so the type cannot be broken.
    if (!('arbitrary' in site) || (keyword === 'type' && type === 'string')) return []
    const arbitrary = keyword === 'type' ? anyText : () => site.arbitrary
    return [
      {
        name: `${keyword} of ${name}`,
        broken: { part, parameter: name, keyword, instancePath, rule: keyword },
        draw: (rng) => changed(drawFrom(arbitrary(), rng), textOf),
      },
    ]
  })
}
