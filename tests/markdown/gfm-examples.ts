import { gfmSpecExamples } from './gfm-spec'

/**
 * What GFM adds to CommonMark, by its specification's examples and by more of the same kinds, and what answers add to
 * GFM: footnotes and math.
 */
export const GFM_EXAMPLES: readonly string[] = [
  ...gfmSpecExamples().map(({ markdown }) => markdown),
  // Tables: plain, aligned, without outer pipes, escaped pipes, ragged, ended by a block, a wrong
  // delimiter row, no rows.
  '| moon | sea |\n| --- | --- |\n| full | high |\n',
  '| moon | sea |\n| :-: | ----------: |\nfull | high\n',
  'moon | sea\n--- | ---\nfull | high\n',
  '| m\\|n |\n| ------ |\n| a `\\|` b |\n| c **\\|** d |\n',
  '| moon | sea |\n| --- | --- |\n| full | high |\n> quoted\n',
  '| moon | sea |\n| --- | --- |\n| full | high |\nlow\n\nlow\n',
  '| moon | sea |\n| --- |\n| full |\n',
  '| moon | sea |\n| --- | --- |\n| full |\n| full | high | more |\n',
  '| moon | sea |\n| --- | --- |\n',
  'before\n| moon | sea |\n| --- | --- |\n| *full* | [a](https://a.example) |\n\nafter\n',
  '- item\n\n  | a | b |\n  |---|---|\n  | 1 | 2 |\n- next\n',
  '| a |\n| --- |\n| <b>x</b> |\n| y <br> z |\n',
  '| a || c |\n| --- | --- | --- |\n| d || e |\n',
  // Task items.
  '- [ ] low\n- [x] high\n',
  '- [x] high\n  - [ ] higher\n  - [x] highest\n- [ ] low\n',
  '1. [ ] one\n\n2. [X] two\n',
  // Strikethrough, of one and of two tildes, not across paragraphs, not of three.
  '~~Low~~ High, ~one~ tide\n',
  'This ~~has a\n\nnew paragraph~~.\n',
  'This ~~~is not~~~ struck.\n',
  // Addresses in the text.
  'www.sea.example\n',
  'Visit www.sea.example/tide for more.\n',
  'Visit www.sea.example.\n\nVisit www.sea.example/a.b.\n',
  'www.sea.example/find?q=(moon)\n\n(www.sea.example/find?q=(moon))\n\n(www.sea.example/find?q=(moon)\n',
  'www.sea.example/find?q=moon&hl=en\n\nwww.sea.example/find?q=moon&amp;\n',
  'www.sea.example/low<tide\n',
  'http://sea.example\n\n(Visit https://sea.example/find?q=moon)\n',
  'moon@sea.example\n\nmoon@sea_x.example+y not all of it\n\na.b-c_d@a.b\n\na.b-c_d@a.b.\n',
  'mailto:moon@sea.example\n\n**https://sea.example** and ~~www.sea.example~~\n',
  // HTML that GFM filters.
  '<strong> <title> <style> <em>\n\n<blockquote>\n  <xmp> is not allowed.  <XMP> neither.\n</blockquote>\n',
  // Footnotes: named, used twice, with blocks, never defined, never used, defined before, in a list, in a table.
  'The tide[^1] turns.[^moon]\n\n[^1]: Twice *daily*.\n\n[^moon]: See [it](https://moon.example).\n',
  'Once[^a], twice[^a], and *again*[^b].\n\n[^b]: Second.\n[^a]: First.\n\nAfter.\n',
  'Long[^n].\n\n[^n]: First paragraph.\n\n    Second paragraph.\n\n    - a list\n    - of two\n\nAfter it.\n',
  'Nobody knows[^nope].\n\nNor[^this either].\n',
  '[^x]: Defined before it is used.\n\nUsed[^x] here.\n\n[^unused]: Never used.\n',
  '- item[^1]\n- other[^2]\n\n| a[^3] |\n| --- |\n| b |\n\n> quoted[^1]\n\n[^1]: one\n[^2]: two\n[^3]: three\n',
  'Note[^1].\n\n[^1]: Lazy\ncontinued\n\n    ```js\n    code()\n    ```\n',
  // Math: in the line and on its own, both ways to write it, and what only looks like it.
  'It is $E = mc^2$ and \\(a_1 + b_2\\), so $$x^2$$ is.\n',
  'Then:\n\n$$\n\\frac{a}{b}\n= c\n$$\n\nand\n\n\\[\n\\int_0^1 x\\,dx\n\\]\n\nend\n',
  'Text\n$$\nx\n$$\nmore text\n\\[ y \\]\nend\n',
  '- item $x_1$\n\n  $$\n  y * z * w\n  $$\n- $5 and $6\n',
  'It costs $5 and $6, or $7.50; US$8 (9$) \\$10 `$x$` $ y $\n',
  'Bold **$a*b*c$** and | $x$ |\n\n| f | g |\n| --- | --- |\n| $x^2$ | \\(y\\) |\n',
  'Not closed $$\nx + y\n\nnew paragraph\n',
  'Shell: echo $HOME and $PATH, then $(date)\n'
]
