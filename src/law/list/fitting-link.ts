import type { PageStyle } from '../../resource/model.ts'
import { isSuccess } from '../session/exchange.ts'
import { nextIn } from '../walk/page-steps.ts'
import { sizeName } from '../walk/page-size.ts'
import type { World } from '../world/world.ts'

type Linked = Extract<PageStyle, { readonly style: 'link' }>

/**
 * The style of a link with the page size beside which pages show the link. A list with two families of parameters, such as `per_page` and
 * `page[size]`, may link to the next page beside one of them alone. `$top` of OData bounds all pages at some servers, and one page at others.
 * The style as it is where no size shows a link.
 */
export async function fittingLink(style: Linked, above: readonly string[], world: World): Promise<Linked> {
  const known = (world.resource.list?.pages?.value ?? []).flatMap((one) => sizeName(one) ?? [])
  const sizes = [...new Set([...(style.size === undefined ? [] : [style.size]), ...known])]
  if (sizes.every((size) => size === style.size)) return style
  for (const size of sizes) {
    const { last, members } = await world.walk(above, { style: { ...style, size }, size: 1, most: 1 })
    if (isSuccess(last) && nextIn(last, style.next, members) !== undefined) return { ...style, size }
  }
  return style
}
