import { plainText } from '../text/plain-text.ts'
import { html, type Markup } from './markup.ts'

/** A link to a case in the list of cases. */
export function caseLink(id: string): Markup {
  return html`<a class="id" href="#case-${encodeURIComponent(plainText(id))}">${id}</a>`
}

/** A link to a cause. */
export function causeLink(id: string, text: string | Markup): Markup {
  return html`<a href="#cause-${id}">${text}</a>`
}

/** The filters of the list of cases. */
export interface Filter {
  readonly text?: string
  readonly status?: string
  readonly requirement?: string
  readonly cause?: string
}

/** A link to the list of cases, filtered. */
export function filterLink(filter: Filter, text: string): Markup {
  const query = Object.entries(filter).map(([name, value]) => `${name}=${encodeURIComponent(plainText(String(value)))}`)
  return html`<a href="#cases?${query.join('&')}">${text}</a>`
}
