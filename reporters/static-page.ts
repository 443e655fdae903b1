/** The style of the matrix page: light and dark, and without colours on paper. Contrasts keep to WCAG AA. */
export const MATRIX_STYLE = `
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
#differences:checked ~ .matrix .same { display: none }
@media (max-width: 40rem) {
  body { margin: .75rem; font-size: 13px }
  th, td { padding: .2rem .3rem; overflow-wrap: anywhere }
}
@media print {
  body { margin: 0; font-size: 10px }
  thead th { position: static }
  #differences, label { display: none }
}
`
