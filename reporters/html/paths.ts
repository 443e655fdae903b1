import { pathOf } from '../text/path-of.ts'
import { html, type Markup } from './markup.ts'

/** The last two segments of the path of a URL, with its query: they name the resource, and its member. */
export function endOf(url: string): string {
  const path = pathOf(url)
  const end = /(?:\/[^/?#]*){2}(?:[?#].*)?$/s.exec(path)?.[0] ?? path
  return end.length < path.length ? `…${end}` : path
}

/** A way to show paths, and a note that explains it. */
export interface Paths {
  /** The path of a URL; `…` stands for the folder that all of them share. */
  readonly short: (url: string) => string
  readonly note: Markup | ''
}

/** A shorter folder is left as it is. */
const SHORTEST = 16

/** Paths of several requests without the folder that all of them share: in a list of steps, the ends tell them apart. */
export function shortPaths(urls: readonly string[]): Paths {
  const folder = sharedFolder(urls.map((url) => pathOf(url).replace(/[?#].*/s, '')))
  if (folder.length < SHORTEST) return { short: pathOf, note: '' }
  return {
    short(url) {
      const path = pathOf(url)
      return path.startsWith(folder) ? `…${path.slice(folder.length)}` : path
    },
    note: html`<p class="none below">… stands for <code>${folder}</code></p> `,
  }
}

/** The longest folder, without a slash at its end, that all paths begin with. */
function sharedFolder([first = '', ...others]: readonly string[]): string {
  let end = first.lastIndexOf('/')
  while (end > 0 && others.some((path) => !path.startsWith(first.slice(0, end + 1))))
    end = first.lastIndexOf('/', end - 1)
  return first.slice(0, Math.max(0, end))
}
