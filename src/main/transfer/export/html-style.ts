/** The look of an exported page, light and dark. Its hash is in the page's policy. */
export const HTML_STYLE = `
:root{color-scheme:light dark;--ink:#1d2326;--soft:#5d686d;--line:#dfe5e7;--tint:#f4f7f7}
@media(prefers-color-scheme:dark){:root{--ink:#e4eaec;--soft:#97a4aa;--line:#323a3e;--tint:#20262a}body{background:#16191b}}
body{margin:0;color:var(--ink);font:16px/1.6 system-ui,"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif}
main{max-width:46rem;margin:0 auto;padding:2rem 1.25rem 4rem}
article+article{margin-top:4rem;padding-top:2rem;border-top:1px solid var(--line)}
h1{margin:0;font-size:1.5rem;line-height:1.3}
h2{margin:2rem 0 .25rem;font-size:.875rem}
section h1,section h3{font-size:1.1rem}
.when,time{color:var(--soft);font-size:.8125rem;font-weight:400}
.system{color:var(--soft);white-space:pre-wrap}
.user{margin-top:2rem;padding:.25rem 1rem;border-radius:.5rem;background:var(--tint)}
.user h2{margin-top:.5rem}
pre{overflow-x:auto;padding:.75rem 1rem;border-radius:.5rem;background:var(--tint);font:.875rem/1.5 ui-monospace,monospace}
code{font-family:ui-monospace,monospace;font-size:.9em}
pre code{font-size:1em}
table{border-collapse:collapse}
th,td{padding:.25rem .75rem;border:1px solid var(--line);text-align:start}
blockquote{margin:0;padding-left:1rem;border-left:3px solid var(--line);color:var(--soft)}
summary{color:var(--soft);cursor:pointer}
a{color:inherit}
h1,h2,h3,h4,h5,h6,p,li,th,td,summary{unicode-bidi:plaintext}
@media print{.user{border:1px solid var(--line)}}
`
