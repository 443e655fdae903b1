import { invalidSites, validValues } from '../../generate/index.ts'
import { changed, type Drawn, drawFrom } from './drawn.ts'
import { lazily } from './lazily.ts'
import type { Luck } from './luck.ts'
import type { TextParameter } from './parameter.ts'
import { textOf } from './parameter-text.ts'
import type { Broken } from './property-source.ts'

/** A keyword that a text can break. */
export interface TextSite {
  readonly name: string
  readonly broken: Broken
  readonly draw: (luck: Luck) => Drawn
}

/** Every keyword, whether or not the parameter itself states it. */
export function textSites({ part, type, usual, texts }: TextParameter): readonly TextSite[] {
  const anyText = lazily(() => validValues(texts))
  return [...invalidSites(usual)].flatMap((site): TextSite[] => {
    const { keyword, instancePath } = site
    // Any text is a text, so that nothing in an address is of the wrong type.
    if (!('arbitrary' in site) || (keyword === 'type' && type === 'string')) return []
    const arbitrary = keyword === 'type' ? anyText : () => site.arbitrary
    return [
      {
        name: keyword,
        broken: { part, keyword, instancePath, rule: keyword },
        draw: (luck) => changed(drawFrom(arbitrary(), luck), textOf),
      },
    ]
  })
}
