/** Another house than ours, and plainly so: whoever types a card sees where they are. */
export const style = `
:root { color-scheme: light dark; --ink: #2b2118; --paper: #fffaf0; --line: #b08d57; --soft: #f3e7cf; --act: #7a3e00; --on-act: #fff; --wrong: #a3162e }
@media (prefers-color-scheme: dark) {
  :root { --ink: #f4e9d8; --paper: #1d1813; --line: #8a6d3f; --soft: #2b231a; --act: #f2b36b; --on-act: #1d1813; --wrong: #ff9aa8 }
}
* { box-sizing: border-box }
body { margin: 0; font: 1rem/1.5 ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; color: var(--ink); background: var(--paper) }
header { padding: .75rem 1rem; text-align: center; font-weight: 700; color: #2b2118;
  background: repeating-linear-gradient(-45deg, #ffd36b 0 1.25rem, #ffc53d 1.25rem 2.5rem) }
header p, .hint, .error, dd, dt { margin: 0 }
main { max-width: 34rem; margin: 0 auto; padding: 1.5rem 1rem 3rem }
h1 { font-size: 1.5rem; margin: 0 0 .5rem }
h2 { font-size: 1.1rem; margin: 0 0 .5rem }
.warning { margin: 0 0 1.5rem }
form { display: grid; grid-template-columns: 1fr 1fr; gap: 1.25rem 1rem; padding: 1.25rem; border: 2px solid var(--line); border-radius: .25rem }
form > :not(.expiry, .code) { grid-column: 1 / -1 }
.expiry, .code { display: flex; flex-direction: column; justify-content: end }
@media (max-width: 30rem) { form { grid-template-columns: 1fr } }
label { font-weight: 700 }
.hint { margin-bottom: .25rem; font-size: .875rem }
input { width: 100%; min-height: 2.75rem; padding: .5rem .75rem; font: inherit; letter-spacing: .05em; color: inherit; background: var(--soft); border: 2px solid var(--line); border-radius: .25rem }
input[aria-invalid] { border-color: var(--wrong) }
.error { color: var(--wrong); font-weight: 700 }
button { min-height: 3rem; padding: .5rem 1rem; font: inherit; font-weight: 700; color: var(--on-act); background: var(--act); border: 0; border-radius: .25rem; cursor: pointer }
form p { margin: 0 }
a { color: var(--act) }
:focus-visible { outline: 3px solid var(--act); outline-offset: 2px }
section { margin-top: 2rem; padding: 1.25rem; background: var(--soft); border-radius: .25rem; overflow-wrap: anywhere }
section p { margin: 0 0 1rem }
dl { display: grid; gap: .75rem; margin: 0 }
`
