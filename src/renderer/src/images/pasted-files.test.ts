import { describe, expect, it } from 'vitest'
import { pastedFiles } from './pasted-files'

function pasted(text: string, ...names: readonly string[]): readonly string[] {
  const files = names.map((name) => new File(['x'], name))
  const data = { files, getData: (type: string) => (type === 'text/plain' ? text : '') }
  return pastedFiles(data).map(({ name }) => name)
}

describe('pastedFiles', () => {
  it('are what there is without a text, of whatever kind', () => {
    expect(pasted('', 'image.png')).toEqual(['image.png'])
    expect(pasted('', 'a.pdf', 'b.jpg')).toEqual(['a.pdf', 'b.jpg'])
  })

  it('are meant where the text only names them', () => {
    expect(pasted('a b.png', 'a b.png')).toEqual(['a b.png'])
    expect(pasted('/home/i/a.png\r\n/home/i/b.pdf\r\n', 'a.png', 'b.pdf')).toEqual(['a.png', 'b.pdf'])
  })

  it('are left where a text is pasted that comes with a picture of itself', () => {
    expect(pasted('12\t13', 'image.png')).toEqual([])
    expect(pasted('/home/i/a.png\nand more', 'a.png')).toEqual([])
  })

  it('are none of a text alone, nor of nothing', () => {
    expect(pasted('a')).toEqual([])
    expect(pastedFiles(null)).toEqual([])
  })
})
