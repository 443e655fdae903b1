import { shortPlainText } from './plain-text.ts'

/** The longest text of a server, in characters. */
const LONGEST = 400

/** One HTML file without scripts and without requests. The title is inert text, and the body is markup. */
export function staticPage(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${title}</h1>
${body}</body>
</html>
`
}

/** A table that moves sideways by itself where the window is narrow. The caption is inert text. */
export function wideTable(caption: string, rows: string, className = ''): string {
  const name = className === '' ? '' : ` class="${className}"`
  return `<div class="wide" role="region" aria-label="${caption}" tabindex="0"><table${name}>
<caption>${caption}</caption>
${rows}
</table></div>
`
}

/** Text as inert HTML, in content and in attributes with double quotes. */
export function inertText(given: string, longest = LONGEST): string {
  return shortPlainText(given, longest).replaceAll(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`)
}

/** The style of a page: light and dark, and without colours on paper. Contrasts keep to WCAG AA. */
const STYLE = `
:root { color-scheme: light dark; --line: #767676; --good: #0b6b2e; --bad: #a8071a; --mild: #595959; --page: #fff; --ink: #1a1a1a }
@media (prefers-color-scheme: dark) {
  :root { --line: #8c8c8c; --good: #7ddc9a; --bad: #ff9c9c; --mild: #b8b8b8; --page: #161616; --ink: #ededed }
}
body { margin: 1.5rem; font: 15px/1.45 system-ui, sans-serif; background: var(--page); color: var(--ink) }
table { border-spacing: 0; margin: 1.5rem 0; border: solid var(--line); border-width: 1px 0 0 1px }
caption { text-align: left; font-weight: bold; font-size: 1.2rem; padding: .4rem 0 }
th, td { border: solid var(--line); border-width: 0 1px 1px 0; padding: .3rem .6rem; text-align: left; vertical-align: top }
td { overflow-wrap: break-word; max-width: 26rem }
th[scope=row] p { margin: .2rem 0 0; font-weight: normal; color: var(--mild); max-width: 32rem }
thead th { position: sticky; top: 0; background: var(--page) }
.verified, .conforms { color: var(--good) }
.violated, .coming, .violates { color: var(--bad) }
.unverified, .excluded, .absent, .inconclusive { color: var(--mild) }
details { max-width: 24rem }
summary { cursor: pointer }
:focus-visible { outline: 3px solid currentcolor; outline-offset: 2px }
label { padding-left: .4rem }
h1, h2 { overflow-wrap: anywhere; line-height: 1.25 }
article { border-left: 4px solid var(--line); margin: 1rem 0; padding: .2rem 0 .2rem .8rem; max-width: 60rem; overflow-wrap: anywhere }
article.bad { border-color: var(--bad) }
article.good { border-color: var(--good) }
article h3 { margin: 0; font-size: 1rem }
article p, article ul { margin: .3rem 0 }
article .was { color: var(--mild) }
pre { white-space: pre-wrap; overflow-wrap: anywhere; border: 1px solid var(--line); padding: .4rem .6rem; margin: .4rem 0 }
#differences:checked ~ .wide .same { display: none }
@media (max-width: 40rem) {
  body { margin: .75rem; font-size: 13px }
  h1 { font-size: 1.5rem }
  .wide { overflow-x: auto; margin: 0 -.75rem; padding: 0 .75rem }
  th, td { padding: .2rem .3rem; min-width: 4.5rem }
  thead th { position: static }
  tr > :first-child { position: sticky; left: -.75rem; background: var(--page); max-width: 9.5rem; overflow-wrap: anywhere }
  .matrix tr > :first-child { min-width: 8rem }
}
@media print {
  body { margin: 0; font-size: 10px }
  thead th { position: static }
  .wide { overflow: visible }
  #differences, label { display: none }
}
`
