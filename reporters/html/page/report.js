// Addresses, keys, copying and printing.

/**
 * Adds a button to each command that copies it.
 * @param {ParentNode} parent
 */
function addCopyButtons(parent) {
  for (const pre of parent.querySelectorAll('pre.copy')) {
    const button = create('button', 'copy', 'Copy')
    button.setAttribute('type', 'button')
    button.addEventListener('click', () => void copy(pre, button))
    pre.before(button)
  }
}

/**
 * Copies a text. Where the browser refuses, the text is selected instead.
 * @param {Element} pre
 * @param {HTMLElement} button
 */
async function copy(pre, button) {
  try {
    await navigator.clipboard.writeText(pre.textContent)
    button.textContent = 'Copied'
  } catch {
    getSelection()?.selectAllChildren(pre)
    button.textContent = 'Selected'
  }
}

/** Opens what the address names: a cause, a case, or the list of cases with filters. */
function openAddress() {
  const [place = '', query = ''] = location.hash.slice(1).split(/\?(.*)/)
  if (place.startsWith('case-')) openCase(decode(place.slice('case-'.length)))
  else if (place === 'cases') openFiltered(new URLSearchParams(query))
  else reveal(document.getElementById(decode(place)))
}

/** @param {string} text */
function decode(text) {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/**
 * Opens an element with all that surrounds it, and moves the focus there.
 * @param {Element | null} target
 */
function reveal(target) {
  for (let each = target; each !== null; each = each.parentElement)
    if (each instanceof HTMLDetailsElement) each.open = true
  if (target === null) return
  target.scrollIntoView({ block: 'start' })
  target.querySelector('summary')?.focus({ preventScroll: true })
}

/** @param {URLSearchParams} given */
function openFiltered(given) {
  for (const name of FIELDS) field(name).value = given.get(name) ?? ''
  applyFilters()
  element('cases', HTMLElement).scrollIntoView({ block: 'start' })
  field('text').focus({ preventScroll: true })
}

/**
 * Filters the list by the id of a case, and opens the case. Other cases may hold the id too, and stand before it.
 * @param {string} id
 */
function openCase(id) {
  for (const name of FIELDS) field(name).value = name === 'text' ? id : ''
  applyFilters()
  const place = found.findIndex((one) => one.id === id)
  while (rows.childElementCount <= place) drawMore()
  reveal(rows.children[place]?.querySelector('details') ?? null)
}

/**
 * Moves between the causes, or between the cases, while one of them has the focus.
 * @param {KeyboardEvent} event
 */
function moveFocus(event) {
  const { target, key } = event
  if (!(target instanceof HTMLElement) || target.tagName !== 'SUMMARY') return
  const kind = ['cause', 'case'].find((name) => target.parentElement?.classList.contains(name))
  if (kind === undefined || event.ctrlKey || event.altKey || event.metaKey) return
  const all = [...document.querySelectorAll(`details.${kind} > summary`)].filter((one) => one.checkVisibility())
  const at = all.indexOf(target)
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[key]
  const next = to === undefined ? undefined : all[to]
  if (!(next instanceof HTMLElement)) return
  event.preventDefault()
  next.focus()
}

/** @type {HTMLDetailsElement[]} */
let opened = []

/** Opens the causes for a print; `content-visibility` would leave the text of closed ones out. */
function openForPrint() {
  for (const one of document.querySelectorAll('details')) {
    if (one.open || !one.matches('.cause, .reason, .apart')) continue
    one.open = true
    // A browser may announce a print twice.
    opened.push(one)
  }
}

function closeAfterPrint() {
  for (const one of opened) one.open = false
  opened = []
}

filters.addEventListener('input', () => {
  clearTimeout(waiting)
  waiting = setTimeout(applyFilters, 120)
})
filters.addEventListener('submit', (event) => event.preventDefault())
filters.addEventListener('reset', () => setTimeout(applyFilters))
filters.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && event.target === field('text')) {
    field('text').value = ''
    applyFilters()
  }
})
more.addEventListener('click', () => {
  const first = rows.childElementCount
  drawMore()
  rows.children[first]?.querySelector('summary')?.focus()
})
document.addEventListener('keydown', moveFocus)
addEventListener('hashchange', openAddress)
addEventListener('beforeprint', openForPrint)
addEventListener('afterprint', closeAfterPrint)
// A click on the link of the present address fires no `hashchange`.
document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a') : null
  if (link !== null && link.hash !== '' && link.hash === location.hash) openAddress()
})

element('list', HTMLDivElement).hidden = false
applyFilters()
addCopyButtons(document)
if (location.hash !== '') openAddress()
