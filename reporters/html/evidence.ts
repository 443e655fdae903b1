import type { Evidence } from '../../src/secrets/evidence.ts'
import { withoutStyles } from '../text/body-lines.ts'
import { credentialVariables } from '../text/credential-variables.ts'
import { curlLines } from '../text/curl-of-moment.ts'
import { pathOf } from '../text/path-of.ts'
import { cut, withVisibleMarks } from '../text/plain-text.ts'
import { layOutJson } from './lay-out-json.ts'
import { sentAs } from '../text/sent-as.ts'
import { counted } from '../text/wording.ts'
import { html, type Markup, preformatted } from './markup.ts'

/** A request and its answer side by side, and its curl commands. Bodies are cut to `limit` characters. */
export function exchangePanel(
  exchange: Evidence,
  limit: number,
  curl: readonly string[] = curlLines(exchange),
): Markup {
  const { request } = exchange
  return html`<div class="sides">
      <section>
        <h5>Request</h5>
        <p class="line"><b>${request.method}</b> ${pathOf(request.url)}${sentAs(request)}</p>
        ${headers(request.headers)}${body(showBytes(request.body), limit)}
      </section>
      <section>
        <h5>Answer</h5>
        ${answer(exchange, limit)}
      </section>
    </div>
    ${output(exchange)} ${command('curl', curl.join('\n'))}${variables(curl)}`
}

/** The variables of the credentials in a command, below it. */
function variables(curl: readonly string[]): Markup | string {
  const lines = credentialVariables(curl)
  return lines.length === 0 ? '' : html`<p class="none note">${lines.join(' ')}</p> `
}

/** Renders what the server of `--start` wrote during the request, and a moment after. */
function output({ output: lines = [] }: Evidence): Markup | string {
  if (lines.length === 0) return ''
  return html`<h5>Output of the server during this request</h5>
    <pre class="output">${preformatted(lines.join('\n'))}</pre>`
}

/** A command with a name; the script of the page adds a button that copies it. */
export function command(name: string, text: string): Markup {
  return html`<div class="command">
    <h5>${name}</h5>
    <pre class="copy">${withWholeFlags(preformatted(text))}</pre>
  </div> `
}

/** Keeps the hyphens of a flag together at the end of a line. */
function withWholeFlags({ markup }: Markup): Markup {
  return { markup: markup.replaceAll(/(?<=^| )--?[a-z][a-z-]*(?= |$)/gim, '<span class="flag">$&</span>') }
}

function answer({ response, failure, durationMs }: Evidence, limit: number): Markup {
  if (response === undefined) return html`<p class="line">none: ${failure ?? 'no reason'}</p>`
  const defect = response.defect === undefined ? '' : html`<p class="line"><b>${response.defect}</b></p>`
  return html`<p class="line">
      <b>${response.status}</b> ${mediaType(response.headers)} <small>${durationMs} ms</small>
    </p>
    ${defect}${notJson(response.notJsonFrom)}${headers(response.headers)}${body(response.body, limit)}`
}

/** The place of a mistake in a body that is laid out below, where a comma too many is hard to see. */
function notJson(from: string | undefined): Markup | string {
  if (from === undefined) return ''
  const [where = '', around] = from.split(/: (.*)/s)
  return html`<p class="line"><b>Not JSON from ${where}</b></p>
    ${around === undefined ? '' : html`<pre class="wrong">${preformatted(around)}</pre>`}`
}

function mediaType(given: Readonly<Record<string, string>>): string {
  return Object.entries(given).find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? ''
}

function headers(given: Readonly<Record<string, string>>): Markup {
  const entries = Object.entries(given)
  if (entries.length === 0) return html``
  const lines = entries.map(([name, value]) => `${name}: ${value}`).join('\n')
  return html`<details class="headers">
    <summary>${counted(entries.length, 'header')}</summary>
    <pre>${preformatted(lines)}</pre>
  </details> `
}

function body(text: string | undefined, limit: number): Markup {
  if (text === undefined || text === '') return html`<p class="none">no body</p>`
  return html`<pre>${preformatted(cut(withVisibleMarks(layOutJson(withoutStyles(text))), limit))}</pre>`
}

/** A body with each byte that is not UTF-8 as `\\xff`. */
function showBytes(text: string | undefined): string | undefined {
  return text?.replaceAll(/[\udc80-\udcff]/gu, (byte) => `\\x${(byte.charCodeAt(0) - 0xdc00).toString(16)}`)
}
