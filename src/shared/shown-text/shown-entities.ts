/** The names that turn up in answers, of the 2,125 there are; the page knows them all. */
const NAMED: Readonly<Record<string, string>> = {
  amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0', ensp: '\u2002', emsp: '\u2003', thinsp: '\u2009',
  copy: '©', reg: '®', trade: '™', hellip: '…', mdash: '—', ndash: '–', lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”',
  laquo: '«', raquo: '»', bull: '•', middot: '·', deg: '°', plusmn: '±', times: '×', divide: '÷', frac12: '½',
  larr: '←', uarr: '↑', rarr: '→', darr: '↓', harr: '↔', rArr: '⇒', lArr: '⇐', hArr: '⇔', ne: '≠', le: '≤', ge: '≥',
  asymp: '≈', infin: '∞', sum: '∑', prod: '∏', radic: '√', int: '∫', part: '∂', nabla: '∇', isin: '∈', notin: '∉',
  cap: '∩', cup: '∪', sub: '⊂', sup: '⊃', forall: '∀', exist: '∃', empty: '∅', alpha: 'α', beta: 'β', gamma: 'γ',
  delta: 'δ', epsilon: 'ε', theta: 'θ', lambda: 'λ', mu: 'μ', pi: 'π', sigma: 'σ', phi: 'φ', omega: 'ω', Delta: 'Δ',
  Sigma: 'Σ', Omega: 'Ω', euro: '€', pound: '£', yen: '¥', cent: '¢', sect: '§', para: '¶', check: '✓', colon: ':',
  Tab: '\t', NewLine: '\n', lpar: '(', rpar: ')', sol: '/', num: '#', excl: '!', lowbar: '_', ast: '*'
}

const REFERENCE = /&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|([a-zA-Z][a-zA-Z\d]{1,30}));/g

/** Character references as the characters they stand for; a name that is not known here stays as it is written. */
export function commonEntities(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(REFERENCE, (all: string, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return Object.hasOwn(NAMED, name) ? (NAMED[name] ?? all) : all
    return fromCodePoint(decimal === undefined ? parseInt(hex ?? '', 16) : parseInt(decimal, 10))
  })
}

function fromCodePoint(point: number): string {
  const legal = point > 0 && point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff)
  return legal ? String.fromCodePoint(point) : '\ufffd'
}
